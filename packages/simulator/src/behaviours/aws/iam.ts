import type { Values } from '../../wire/values';
import type { Behaviour, Reference } from '../behaviour';
import { capitals, MOMENT, text } from '../made-up';
import {
  attachmentProblem,
  managedPolicyProblem,
  policyProblems,
  rolePolicyProblem,
  trustProblem,
} from './iam-policies';
import { iamArn } from './names';

function pathOf(values: Values): string {
  return text(values['path']) || '/';
}

const role: Behaviour = {
  type: 'aws_iam_role',
  key: (values) => text(values['name']),
  taken: (values) =>
    `creating IAM Role (${text(values['name'])}): EntityAlreadyExists: Role with name ${text(values['name'])} already exists.`,
  computed: (values, scope, seed) => ({
    id: text(values['name']),
    arn: iamArn(scope, `role${pathOf(values)}${text(values['name'])}`),
    create_date: MOMENT,
    unique_id: `AROA${capitals(seed, 17)}`,
    managed_policy_arns: [],
    inline_policy: [],
  }),
  validate: (config) => policyProblems(config, 'assume_role_policy'),
  refuseCreate: (values, change) => trustProblem(values, change),
  refuseUpdate: (_before, values, _config, change) => trustProblem(values, change),
  json: ['assume_role_policy'],
};

const ofRole: Reference = {
  attribute: 'role',
  types: ['aws_iam_role'],
  by: 'name',
  missing: (name) => `NoSuchEntity: The role with name ${name} cannot be found.`,
};

const rolePolicy: Behaviour = {
  type: 'aws_iam_role_policy',
  key: (values) => `${text(values['role'])}:${text(values['name'])}`,
  adopts: true,
  computed: (values) => ({ id: `${text(values['role'])}:${text(values['name'])}` }),
  references: [
    {
      ...ofRole,
      inUse: (name) => `deleting IAM Role (${name}): DeleteConflict: Cannot delete entity, must delete policies first.`,
    },
  ],
  validate: (config) => policyProblems(config, 'policy'),
  refuseCreate: (values, change) => rolePolicyProblem(values, change),
  refuseUpdate: (_before, values, _config, change) => rolePolicyProblem(values, change),
  json: ['policy'],
};

const policy: Behaviour = {
  type: 'aws_iam_policy',
  key: (values) => `${pathOf(values)}${text(values['name'])}`,
  taken: (values) => `EntityAlreadyExists: A policy called ${text(values['name'])} already exists.`,
  computed: (values, scope, seed) => {
    const own = iamArn(scope, `policy${pathOf(values)}${text(values['name'])}`);
    return { id: own, arn: own, policy_id: `ANPA${capitals(seed, 17)}`, attachment_count: 0 };
  },
  validate: (config) => policyProblems(config, 'policy'),
  refuseCreate: (values) => managedPolicyProblem(values),
  refuseUpdate: (_before, values) => managedPolicyProblem(values),
  json: ['policy'],
};

const attachment: Behaviour = {
  type: 'aws_iam_role_policy_attachment',
  key: (values) => `${text(values['role'])}/${text(values['policy_arn'])}`,
  adopts: true,
  computed: (values) => ({ id: `${text(values['role'])}/${text(values['policy_arn'])}` }),
  refuseCreate: (values, change) => attachmentProblem(values, change),
  references: [
    {
      ...ofRole,
      inUse: (name) =>
        `deleting IAM Role (${name}): DeleteConflict: Cannot delete entity, must detach all policies first.`,
    },
    {
      attribute: 'policy_arn',
      types: ['aws_iam_policy'],
      by: 'arn',
      given: (name) => /^arn:[\w-]+:iam::aws:policy\//.test(name),
      missing: (name) => `NoSuchEntity: Policy ${name} does not exist or is not attachable.`,
      inUse: (name) => `DeleteConflict: Cannot delete a policy attached to entities: ${name}`,
    },
  ],
};

const openIdProvider: Behaviour = {
  type: 'aws_iam_openid_connect_provider',
  key: (values) => hostOf(values),
  taken: (values) => `EntityAlreadyExists: Provider with url ${text(values['url'])} already exists.`,
  computed: (values, scope) => {
    const own = iamArn(scope, `oidc-provider/${hostOf(values)}`);
    return { id: own, arn: own, thumbprint_list: [] };
  },
};

function hostOf(values: Values): string {
  return text(values['url']).replace(/^https:\/\//, '');
}

/** IAM roles, policies and identity providers. */
export const IAM: readonly Behaviour[] = [role, rolePolicy, policy, attachment, openIdProvider];
