import type { Aws, TerraformState } from '@goldenpath/extension';
import {
  type CallTable,
  type Conditions,
  type NamePatterns,
  permissionsFor,
  type Policy,
  type ResourceOperation,
  type Statement,
  type UsedResource,
} from '@goldenpath/iam';
import { type PreviewPermissions, previewDatabases, previewImages } from './preview-policy';
import type { RoleKind } from './roles';

export interface PolicyOptions {
  readonly aws: Aws;
  /** Resources and data sources that the stacks of the account contain, and those that they will contain. */
  readonly resources: readonly UsedResource[];
  readonly states: readonly TerraformState[];
  /** The ARNs of the customer's keys that encrypt databases and their secrets. */
  readonly keys: readonly string[];
  /** Patterns of names, such as those of roles that stacks may make. */
  readonly patterns: NamePatterns;
  /** The calls of the types of the resources. */
  readonly table: CallTable;
  /** ARNs of the roles that bootstrap makes: no other role may change them. */
  readonly ownRoles: readonly string[];
  /** ARNs of their managed policies, where IAM does not accept them inline. */
  readonly ownPolicies: readonly string[];
  /** The ARN of all image registries. @default the account has none */
  readonly registries?: string;
  /** What the role of previews does. @default the account has none */
  readonly previews?: PreviewPermissions;
  /** The roles of other accounts that this one may assume. */
  readonly assumes: readonly string[];
}

const EVERYTHING: readonly ResourceOperation[] = ['create', 'read', 'update', 'delete'];

/** Returns the policies of a role by name. */
export function rolePolicies(kind: RoleKind, options: PolicyOptions): Readonly<Record<string, Policy>> {
  const statements: Readonly<Record<RoleKind, () => Readonly<Record<string, readonly Statement[]>>>> = {
    plan: () => ({
      resources: resourceStatements(options, ['read']),
      state: stateStatements(options.states, 'read'),
      passwords: passwordDates(options),
    }),
    deploy: () => ({
      resources: [...resourceStatements(options, EVERYTHING), ...ownRoleGuard(options)],
      state: stateStatements(options.states, 'write'),
      databases: provisioning(options),
    }),
    release: () => ({ images: imageStatements(options.registries) }),
    preview: () => ({
      databases: options.previews === undefined ? [] : previewDatabases(options.previews),
      images: options.previews === undefined ? [] : previewImages(options.previews),
    }),
  };
  const all = statements[kind]();
  const own = { ...all, ...(kind !== 'release' && kind !== 'preview' && { roles: assumeStatements(options.assumes) }) };
  return Object.fromEntries(
    Object.entries(own)
      .filter(([, list]) => list.length > 0)
      .map(([name, list]) => [name, { Version: '2012-10-17', Statement: list }]),
  );
}

function resourceStatements(
  { aws, patterns, resources, table }: PolicyOptions,
  operations: readonly ResourceOperation[],
): Statement[] {
  const { accountId, partition, permissionsBoundary, region, rolePath } = aws;
  const bounded = permissionsBoundary && { StringEquals: { 'iam:PermissionsBoundary': permissionsBoundary } };
  const attached = [...new Set(resources.map(({ attributes }) => attributes['policy_arn']))].filter(
    (arn): arn is string => typeof arn === 'string' && arn.startsWith('arn:'),
  );
  return permissionsFor(resources, {
    scope: { accountId, partition, region },
    operations,
    patterns,
    table,
    ...(rolePath !== undefined && { rolePath }),
    conditions: {
      ...(bounded && {
        'iam:CreateRole': bounded,
        'iam:PutRolePolicy': bounded,
        'iam:PutRolePermissionsBoundary': bounded,
      }),
      ...(attached.length > 0 && {
        'iam:AttachRolePolicy': { ...bounded, ArnEquals: { 'iam:PolicyARN': attached.sort() } },
      }),
    },
  });
}

/** Whoever deploys must not widen its own role, nor that of others. */
function ownRoleGuard({ ownPolicies, ownRoles }: PolicyOptions): Statement[] {
  const actions = [
    'iam:Attach*',
    'iam:Create*',
    'iam:Delete*',
    'iam:Detach*',
    'iam:Put*',
    'iam:SetDefaultPolicyVersion',
    'iam:Tag*',
    'iam:Untag*',
    'iam:Update*',
  ];
  return [{ Sid: 'OwnRoles', Effect: 'Deny', Action: actions, Resource: [...ownPolicies, ...ownRoles].sort() }];
}

/** Terraform locks a state with an object beside it, also while it plans. */
function stateStatements(states: readonly TerraformState[], access: 'read' | 'write'): Statement[] {
  const places = new Map(
    states.flatMap((state) => (state.type === 's3' ? [[`${state.bucket}/${state.keyPrefix}`, state]] : [])),
  );
  return [...places.values()].flatMap(({ bucket, keyPrefix, kmsKeyId, region }): Statement[] => {
    const partition = kmsKeyId?.split(':')[1] ?? partitionOf(region);
    const objects = `arn:${partition}:s3:::${bucket}/${keyPrefix}/`;
    const { arn, conditions } = keyOf(kmsKeyId);
    const through = { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` }, ...conditions };
    const key = arn === undefined ? [] : [arn];
    return [
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [`arn:${partition}:s3:::${bucket}`] },
      {
        Effect: 'Allow',
        Action: access === 'read' ? ['s3:GetObject'] : ['s3:GetObject', 's3:PutObject'],
        Resource: [`${objects}*`],
      },
      { Effect: 'Allow', Action: ['s3:DeleteObject', 's3:PutObject'], Resource: [`${objects}*.tflock`] },
      ...key.map((Resource): Statement => ({
        Effect: 'Allow',
        Action: access === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource,
        Condition: through,
      })),
      // An object with the key cannot be written without it, and the lock is one.
      ...(access === 'read'
        ? key.map((Resource): Statement => ({
            Effect: 'Allow',
            Action: ['kms:GenerateDataKey'],
            Resource,
            Condition: through,
          }))
        : []),
    ];
  });
}

/** A permission for the ARN of an alias is none for its key: an alias is a condition. */
function keyOf(given: string | undefined): { readonly arn: string | undefined; readonly conditions?: Conditions } {
  const [, account, alias] = /^(arn:.+:)(alias\/.+)$/.exec(given ?? '') ?? [];
  if (account === undefined || alias === undefined) return { arn: given };
  return { arn: `${account}key/*`, conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } } };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Whether a password is due follows from the dates of its versions. */
function passwordDates({ aws }: PolicyOptions): Statement[] {
  return [{ Effect: 'Allow', Action: ['secretsmanager:ListSecretVersionIds'], Resource: [databaseSecrets(aws)] }];
}

/** What provisioning, rotation and retirement of databases call besides Terraform. */
function provisioning({ aws, keys }: PolicyOptions): Statement[] {
  const { accountId, partition, region } = aws;
  const databases = `arn:${partition}:rds:${region}:${accountId}`;
  return [
    {
      Effect: 'Allow',
      Action: [
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      Resource: [databaseSecrets(aws)],
    },
    ...keys.map((Resource): Statement => ({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource,
      Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } },
    })),
    {
      Effect: 'Allow',
      Action: ['secretsmanager:GetSecretValue'],
      Resource: [`arn:${partition}:secretsmanager:${region}:${accountId}:secret:rds!*`],
    },
    {
      Effect: 'Allow',
      Action: ['rds:AddTagsToResource', 'rds:CreateDBSnapshot', 'rds:DescribeDBInstances', 'rds:DescribeDBSnapshots'],
      Resource: [`${databases}:db:*`, `${databases}:snapshot:*`],
    },
    {
      Effect: 'Allow',
      Action: [
        'rds:AddTagsToResource',
        'rds:CreateDBClusterSnapshot',
        'rds:DescribeDBClusterSnapshots',
        'rds:DescribeDBClusters',
      ],
      Resource: [`${databases}:cluster:*`, `${databases}:cluster-snapshot:*`],
    },
    {
      Effect: 'Allow',
      Action: ['iam:CreateServiceLinkedRole'],
      Resource: [`arn:${partition}:iam::${accountId}:role/aws-service-role/rds.amazonaws.com/*`],
      Condition: { StringEquals: { 'iam:AWSServiceName': 'rds.amazonaws.com' } },
    },
  ];
}

/** The secrets of databases. No role of workflows may read a value of another secret of an application. */
function databaseSecrets({ accountId, partition, region }: Aws): string {
  return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:goldenpath/*/postgres-*`;
}

function imageStatements(registries: string | undefined): Statement[] {
  if (registries === undefined) return [];
  return [
    {
      Effect: 'Allow',
      Action: ['ecr:BatchGetImage', 'ecr:DescribeImages', 'ecr:GetDownloadUrlForLayer', 'ecr:PutImage'],
      Resource: [registries],
    },
    { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] },
  ];
}

function assumeStatements(roles: readonly string[]): Statement[] {
  return roles.length === 0 ? [] : [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [...roles].sort() }];
}
