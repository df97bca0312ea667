import { documentation, on, own, reference, type ResourceCalls, type TableCall, through } from './types';

const PAGE = reference('amazonelasticache');
const KEYS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html';

function arnOf(kind: string, name: string): string {
  return `arn:{partition}:elasticache:{region}:{account}:${kind}:${name}`;
}

/** ElastiCache uses a key of the customer with the permissions of the caller. */
const OWN_KEY: readonly TableCall[] = through('elasticache', '{kms_key_id}', 'CreateGrant', 'DescribeKey');

/** Whoever makes a replication group needs permission for what it uses too. */
const USED_BY_GROUP: readonly string[] = [
  arnOf('cluster', '*'),
  arnOf('parametergroup', '*'),
  arnOf('subnetgroup', '{subnet_group_name}'),
  arnOf('usergroup', '*'),
];

function usedBy(operation: string, arns: readonly string[]): TableCall[] {
  return arns.flatMap((arn) => on(arn, 'elasticache', operation));
}

/** A serverless cache makes an endpoint in the network with the permissions of the caller. */
const ENDPOINTS: readonly TableCall[] = [
  ...on('arn:{partition}:ec2:{region}:{account}:vpc-endpoint/*', 'ec2', 'CreateTags', 'CreateVpcEndpoint'),
  ...on('arn:{partition}:ec2:{region}:{account}:vpc/*', 'ec2', 'CreateVpcEndpoint'),
  ...on('arn:{partition}:ec2:{region}:{account}:subnet/*', 'ec2', 'CreateVpcEndpoint'),
  ...on('arn:{partition}:ec2:{region}:{account}:security-group/*', 'ec2', 'CreateVpcEndpoint'),
  ...on('*', 'ec2', 'DescribeSecurityGroups', 'DescribeSubnets', 'DescribeVpcEndpoints', 'DescribeVpcs'),
];

/** Something with a name and tags, and one operation each. */
function named(type: string, arn: string, noun: string): ResourceCalls {
  const plural = `${noun}s`;
  return {
    type,
    arn,
    create: own('elasticache', 'AddTagsToResource', `Create${noun}`),
    read: own('elasticache', `Describe${plural}`, 'ListTagsForResource'),
    update: own('elasticache', 'AddTagsToResource', `Modify${noun}`, 'RemoveTagsFromResource'),
    delete: own('elasticache', `Delete${noun}`),
    source: [documentation(type), PAGE],
  };
}

const USER_GROUP = named('aws_elasticache_user_group', arnOf('usergroup', '{user_group_id}'), 'UserGroup');
const SERVERLESS = named('aws_elasticache_serverless_cache', arnOf('serverlesscache', '{name}'), 'ServerlessCache');
const PARAMETERS = named('aws_elasticache_parameter_group', arnOf('parametergroup', '{name}'), 'CacheParameterGroup');

/** Caches of ElastiCache, and what they need. */
export const ELASTICACHE_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_elasticache_replication_group',
    arn: arnOf('replicationgroup', '{replication_group_id}'),
    create: [
      ...own('elasticache', 'AddTagsToResource', 'CreateReplicationGroup'),
      ...usedBy('CreateReplicationGroup', USED_BY_GROUP),
      ...OWN_KEY,
    ],
    read: [
      ...own('elasticache', 'DescribeReplicationGroups', 'ListTagsForResource'),
      ...on(arnOf('cluster', '*'), 'elasticache', 'DescribeCacheClusters'),
    ],
    update: [
      ...own(
        'elasticache',
        'AddTagsToResource',
        'DecreaseReplicaCount',
        'IncreaseReplicaCount',
        'ModifyReplicationGroup',
        'ModifyReplicationGroupShardConfiguration',
        'RemoveTagsFromResource',
      ),
      ...usedBy('ModifyReplicationGroup', USED_BY_GROUP),
    ],
    delete: [
      ...own('elasticache', 'DeleteReplicationGroup'),
      ...usedBy('DeleteReplicationGroup', [arnOf('cluster', '*'), arnOf('snapshot', '*')]),
    ],
    source: [documentation('aws_elasticache_replication_group'), PAGE, KEYS],
  },
  {
    ...SERVERLESS,
    create: [
      ...SERVERLESS.create,
      ...usedBy('CreateServerlessCache', [arnOf('usergroup', '*')]),
      ...ENDPOINTS,
      ...OWN_KEY,
    ],
    update: [...SERVERLESS.update, ...usedBy('ModifyServerlessCache', [arnOf('usergroup', '*')])],
    delete: [
      ...SERVERLESS.delete,
      ...usedBy('DeleteServerlessCache', [arnOf('serverlesscachesnapshot', '*')]),
      ...on('arn:{partition}:ec2:{region}:{account}:vpc-endpoint/*', 'ec2', 'DeleteVpcEndpoints'),
      ...on('*', 'ec2', 'DescribeVpcEndpoints'),
    ],
    source: [...SERVERLESS.source, KEYS],
  },
  named('aws_elasticache_subnet_group', arnOf('subnetgroup', '{name}'), 'CacheSubnetGroup'),
  {
    ...PARAMETERS,
    read: [...PARAMETERS.read, ...own('elasticache', 'DescribeCacheParameters')],
    update: [...PARAMETERS.update, ...own('elasticache', 'ResetCacheParameterGroup')],
  },
  named('aws_elasticache_user', arnOf('user', '{user_id}'), 'User'),
  {
    ...USER_GROUP,
    create: [...USER_GROUP.create, ...usedBy('CreateUserGroup', [arnOf('user', '*')])],
    update: [...USER_GROUP.update, ...usedBy('ModifyUserGroup', [arnOf('user', '*')])],
  },
];
