import { type DataSourceCalls, documentation, own, reference, type ResourceCalls } from './types';

const PAGE = reference('awsidentityandaccessmanagementiam');
const ROLE = 'arn:{partition}:iam::{account}:role{path}{name}';
const OF_ROLE = 'arn:{partition}:iam::{account}:role/{role}';
const POLICY = 'arn:{partition}:iam::{account}:policy{path}{name}';
const PROVIDER = 'arn:{partition}:iam::{account}:oidc-provider/{url}';

/** A policy can demand the boundary of the role that a call is about. */
const BOUNDARY = { 'iam:PermissionsBoundary': 'permissions_boundary' };

/** Roles, policies and identity providers. */
export const IAM_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_iam_role',
    arn: ROLE,
    create: [{ action: 'iam:CreateRole', sends: BOUNDARY }, ...own('iam', 'TagRole')],
    read: own('iam', 'GetRole', 'ListAttachedRolePolicies', 'ListRolePolicies'),
    update: [
      // A boundary that the organisation demands later is put on the roles that exist.
      { action: 'iam:PutRolePermissionsBoundary', sends: BOUNDARY },
      ...own('iam', 'TagRole', 'UntagRole', 'UpdateAssumeRolePolicy', 'UpdateRole', 'UpdateRoleDescription'),
    ],
    delete: own('iam', 'DeleteRole', 'ListAttachedRolePolicies', 'ListInstanceProfilesForRole', 'ListRolePolicies'),
    source: [documentation('aws_iam_role'), PAGE],
  },
  {
    type: 'aws_iam_role_policy',
    arn: OF_ROLE,
    create: [{ action: 'iam:PutRolePolicy', sends: BOUNDARY }],
    read: own('iam', 'GetRolePolicy'),
    update: [{ action: 'iam:PutRolePolicy', sends: BOUNDARY }],
    delete: own('iam', 'DeleteRolePolicy'),
    source: [documentation('aws_iam_role_policy'), PAGE],
  },
  {
    type: 'aws_iam_role_policy_attachment',
    arn: OF_ROLE,
    create: [{ action: 'iam:AttachRolePolicy', sends: { ...BOUNDARY, 'iam:PolicyARN': 'policy_arn' } }],
    read: own('iam', 'ListAttachedRolePolicies'),
    update: [],
    delete: own('iam', 'DetachRolePolicy'),
    source: [documentation('aws_iam_role_policy_attachment'), PAGE],
  },
  {
    type: 'aws_iam_policy',
    arn: POLICY,
    create: own('iam', 'CreatePolicy', 'TagPolicy'),
    read: own('iam', 'GetPolicy', 'GetPolicyVersion'),
    update: own('iam', 'CreatePolicyVersion', 'DeletePolicyVersion', 'ListPolicyVersions', 'TagPolicy', 'UntagPolicy'),
    delete: own('iam', 'DeletePolicy', 'DeletePolicyVersion', 'ListPolicyVersions'),
    source: [documentation('aws_iam_policy'), PAGE],
  },
  {
    type: 'aws_iam_openid_connect_provider',
    arn: PROVIDER,
    create: own('iam', 'CreateOpenIDConnectProvider', 'TagOpenIDConnectProvider'),
    read: own('iam', 'GetOpenIDConnectProvider'),
    update: own(
      'iam',
      'AddClientIDToOpenIDConnectProvider',
      'RemoveClientIDFromOpenIDConnectProvider',
      'TagOpenIDConnectProvider',
      'UntagOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint',
    ),
    delete: own('iam', 'DeleteOpenIDConnectProvider'),
    source: [documentation('aws_iam_openid_connect_provider'), PAGE],
  },
];

/** Data sources of IAM. */
export const IAM_DATA_CALLS: readonly DataSourceCalls[] = [
  { type: 'aws_iam_role', arn: ROLE, read: own('iam', 'GetRole'), source: [PAGE] },
];
