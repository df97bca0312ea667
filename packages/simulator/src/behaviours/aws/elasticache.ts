import type { Behaviour, Reference } from '../behaviour';
import type { Values } from '../../wire/values';
import { hex, text, texts } from '../made-up';
import { arn, regional, regionOf } from './names';

/** Returns the problem of an id that ElastiCache refuses. */
function idProblem(attribute: string, config: Values) {
  const id = config[attribute];
  if (typeof id !== 'string' || (/^[a-z][a-z0-9-]{0,39}$/i.test(id) && !id.includes('--') && !id.endsWith('-')))
    return [];
  return [
    {
      summary: `invalid value for ${attribute}`,
      detail:
        'It has 1 to 40 letters, digits and hyphens, begins with a letter, and has no two hyphens in a row and none at its end.',
      path: [attribute],
    },
  ];
}

const subnetGroup: Behaviour = {
  type: 'aws_elasticache_subnet_group',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values) =>
    `creating ElastiCache Subnet Group (${text(values['name'])}): CacheSubnetGroupAlreadyExists: Cache subnet group ${text(values['name'])} already exists.`,
  computed: (values, scope) => ({
    id: text(values['name']),
    arn: arn('elasticache', values, scope, `subnetgroup:${text(values['name'])}`),
    vpc_id: `vpc-${hex(texts(values['subnet_ids']).join(), 17)}`,
  }),
};

const user: Behaviour = {
  type: 'aws_elasticache_user',
  key: (values, scope) => regional(values, scope, text(values['user_id'])),
  taken: (values) =>
    `creating ElastiCache User (${text(values['user_id'])}): UserAlreadyExists: User ${text(values['user_id'])} already exists.`,
  computed: (values, scope) => ({
    id: text(values['user_id']),
    arn: arn('elasticache', values, scope, `user:${text(values['user_id'])}`),
  }),
  validate: (config) => idProblem('user_id', config),
  refuseCreate: (_values, _change, config) => {
    const isOpen = config['no_password_required'] === true || [config['authentication_mode'] ?? []].flat().length > 0;
    const passwords = [...texts(config['passwords']), text(config['passwords_wo'])].filter((each) => each !== '');
    if (isOpen) return undefined;
    if (passwords.length === 0)
      return 'InvalidParameterValue: Input Authentication type: null is not in the allowed list: [password,no-password-required,iam]';
    return passwords.some(({ length }) => length < 16 || length > 128)
      ? 'InvalidParameterValue: Passwords length must be between 16-128 characters.'
      : undefined;
  },
  afterWrite: (object, _change, config) => {
    const password = text(config['passwords_wo']);
    return password === '' ? object : { ...object, vault: { ...object.vault, password } };
  },
};

const userGroup: Behaviour = {
  type: 'aws_elasticache_user_group',
  key: (values, scope) => regional(values, scope, text(values['user_group_id'])),
  taken: (values) =>
    `creating ElastiCache User Group (${text(values['user_group_id'])}): UserGroupAlreadyExists: User Group ${text(values['user_group_id'])} already exists.`,
  computed: (values, scope) => ({
    id: text(values['user_group_id']),
    arn: arn('elasticache', values, scope, `usergroup:${text(values['user_group_id'])}`),
  }),
  validate: (config) => idProblem('user_group_id', config),
  references: [
    {
      attribute: 'user_ids',
      types: ['aws_elasticache_user'],
      by: 'user_id',
      missing: (name) => `UserNotFound: User ${name} not found.`,
      given: (name) => name === 'default',
    },
  ],
  // Redis OSS needs a user named `default` in each group. Valkey does not.
  refuseCreate: (values, { account }) => {
    if (text(values['engine']).toLowerCase() !== 'redis') return undefined;
    const ids = texts(values['user_ids']);
    const hasDefault = account
      .all('aws_elasticache_user')
      .some((each) => ids.includes(text(each.values['user_id'])) && each.values['user_name'] === 'default');
    return hasDefault || ids.includes('default')
      ? undefined
      : 'DefaultUserRequired: User group needs to contain a user with the user name default.';
  },
};

const USED: readonly Reference[] = [
  {
    attribute: 'subnet_group_name',
    types: ['aws_elasticache_subnet_group'],
    by: 'name',
    missing: (name) => `CacheSubnetGroupNotFoundFault: Cache Subnet Group ${name} does not exist.`,
    inUse: (name) =>
      `deleting ElastiCache Subnet Group (${name}): CacheSubnetGroupInUse: Cache subnet group ${name} is currently in use by a cache cluster.`,
  },
  {
    attribute: 'user_group_ids',
    types: ['aws_elasticache_user_group'],
    by: 'user_group_id',
    missing: (name) => `UserGroupNotFound: User Group ${name} not found.`,
    inUse: (name) =>
      `deleting ElastiCache User Group (${name}): InvalidUserGroupState: User group ${name} is associated with a replication group.`,
  },
];

const replicationGroup: Behaviour = {
  type: 'aws_elasticache_replication_group',
  key: (values, scope) => regional(values, scope, text(values['replication_group_id'])),
  taken: (values) =>
    `creating ElastiCache Replication Group (${text(values['replication_group_id'])}): ReplicationGroupAlreadyExists: Replication group ${text(values['replication_group_id'])} already exists.`,
  computed: (values, scope) => {
    const id = text(values['replication_group_id']);
    const host = `${id}.${hex(scope.accountId, 6)}.${regionOf(values, scope)}.cache.amazonaws.com`;
    const isSingle = Number(values['num_cache_clusters'] ?? 1) === 1;
    return {
      id,
      arn: arn('elasticache', values, scope, `replicationgroup:${id}`),
      primary_endpoint_address: `master.${host}`,
      reader_endpoint_address: isSingle ? '' : `replica.${host}`,
      configuration_endpoint_address: '',
      cluster_enabled: false,
      engine_version_actual: text(values['engine_version']),
      member_clusters: Array.from(
        { length: Number(values['num_cache_clusters'] ?? 1) },
        (_, index) => `${id}-00${index + 1}`,
      ),
    };
  },
  references: USED,
  validate: (config) => idProblem('replication_group_id', config),
  refuseCreate: (values) => refusal(values),
  refuseUpdate: (_before, values) => refusal(values),
};

function refusal(values: Values): string | undefined {
  const nodes = Number(values['num_cache_clusters'] ?? 1);
  if (values['automatic_failover_enabled'] === true && nodes < 2)
    return 'InvalidParameterCombination: When automatic failover is enabled, at least two nodes are needed.';
  if (values['multi_az_enabled'] === true && values['automatic_failover_enabled'] !== true)
    return 'InvalidParameterCombination: Multi-AZ needs automatic failover.';
  const hasUsers = texts(values['user_group_ids']).length > 0;
  return hasUsers && values['transit_encryption_enabled'] !== true
    ? 'InvalidParameterCombination: User group based access control requires encryption-in-transit to be enabled on the replication group.'
    : undefined;
}

/** Caches of ElastiCache, and what they need. */
export const ELASTICACHE: readonly Behaviour[] = [subnetGroup, user, userGroup, replicationGroup];
