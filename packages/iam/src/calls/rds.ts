import {
  type DataSourceCalls,
  documentation,
  on,
  own,
  reference,
  type ResourceCalls,
  type TableCall,
  through,
} from './types';

const PAGE = reference('amazonrds');
const INSTANCE = 'arn:{partition}:rds:{region}:{account}:db:{identifier}';
const SUBNETS = 'arn:{partition}:rds:{region}:{account}:subgrp:{name}';
const PARAMETERS = 'arn:{partition}:rds:{region}:{account}:pg:{name}';
const MASTER_SECRET = 'arn:{partition}:secretsmanager:{region}:{account}:secret:rds!*';
const MANAGED_PASSWORDS =
  'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html#rds-secrets-manager-permissions';
const CLUSTER = 'arn:{partition}:rds:{region}:{account}:cluster:{cluster_identifier}';
const CLUSTER_PARAMETERS = 'arn:{partition}:rds:{region}:{account}:cluster-pg:{name}';
const CLUSTER_SNAPSHOT = 'arn:{partition}:rds:{region}:{account}:cluster-snapshot';
const KEYS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html';
const PERMISSIONS =
  'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_id-based-policy-examples-create-and-modify-examples.html';
const MONITORING = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html';

/** RDS makes the secret of the master password with the permissions of the caller. */
const MANAGED_PASSWORD: readonly TableCall[] = [
  ...on(MASTER_SECRET, 'secretsmanager', 'CreateSecret', 'TagResource'),
  ...on('arn:{partition}:kms:{region}:{account}:key/*', 'kms', 'DescribeKey'),
];

/** An instance without an option group uses the default one of its engine, and the caller needs permission for it. */
const OPTION_GROUP = 'arn:{partition}:rds:{region}:{account}:og:default:*';
const PARAMETERS_IN_USE = 'arn:{partition}:rds:{region}:{account}:pg:{parameter_group_name}';
const SUBNETS_IN_USE = 'arn:{partition}:rds:{region}:{account}:subgrp:{db_subnet_group_name}';

const INSIGHTS_KEY = through(
  'rds',
  '{performance_insights_kms_key_id}',
  'CreateGrant',
  'Decrypt',
  'DescribeKey',
  'GenerateDataKey',
);

/** RDS uses a key of the customer with the permissions of the caller. */
const OWN_KEYS: readonly TableCall[] = [
  ...through('rds', '{kms_key_id}', 'CreateGrant', 'Decrypt', 'DescribeKey', 'GenerateDataKey'),
  ...INSIGHTS_KEY,
  ...(['rds', 'secretsmanager'] as const).flatMap((service) =>
    through(service, '{master_user_secret_kms_key_id}', 'CreateGrant', 'Decrypt', 'DescribeKey', 'GenerateDataKey'),
  ),
];

/** Enhanced monitoring runs as a role that the caller passes to RDS. */
const PASS_MONITORING_ROLE: TableCall = {
  action: 'iam:PassRole',
  on: '{monitoring_role_arn}',
  context: { 'iam:PassedToService': 'monitoring.rds.amazonaws.com' },
};

const CLUSTER_PARAMETERS_IN_USE = 'arn:{partition}:rds:{region}:{account}:cluster-pg:{db_cluster_parameter_group_name}';
/** A cluster and its instances without groups of their own use the default ones of their engine. */
const DEFAULT_PARAMETERS = 'arn:{partition}:rds:{region}:{account}:pg:default.*';

/** A refresh of a cluster looks for a global one that has it: `resourceClusterRead` in internal/service/rds/cluster.go. */
const GLOBAL_CLUSTERS = on('arn:{partition}:rds::{account}:global-cluster:*', 'rds', 'DescribeGlobalClusters');

/** Aurora clusters and their instances. */
const CLUSTER_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_rds_cluster',
    arn: CLUSTER,
    create: [
      ...own('rds', 'AddTagsToResource', 'CreateDBCluster', 'ModifyDBCluster', 'RestoreDBClusterFromSnapshot'),
      ...on(`${CLUSTER_SNAPSHOT}:{snapshot_identifier}`, 'rds', 'RestoreDBClusterFromSnapshot'),
      ...[OPTION_GROUP, CLUSTER_PARAMETERS_IN_USE, SUBNETS_IN_USE].flatMap((arn) =>
        on(arn, 'rds', 'CreateDBCluster', 'RestoreDBClusterFromSnapshot'),
      ),
      // A restored cluster is modified, because a restore does not take every argument.
      ...[OPTION_GROUP, CLUSTER_PARAMETERS_IN_USE].flatMap((arn) => on(arn, 'rds', 'ModifyDBCluster')),
      ...MANAGED_PASSWORD,
      ...OWN_KEYS,
    ],
    read: [...own('rds', 'DescribeDBClusters', 'ListTagsForResource'), ...GLOBAL_CLUSTERS],
    update: [
      ...own('rds', 'AddTagsToResource', 'ModifyDBCluster', 'RemoveTagsFromResource'),
      ...[OPTION_GROUP, CLUSTER_PARAMETERS_IN_USE].flatMap((arn) => on(arn, 'rds', 'ModifyDBCluster')),
      // An upgrade changes the parameter groups of the instances as well.
      ...on(DEFAULT_PARAMETERS, 'rds', 'ModifyDBCluster'),
      ...MANAGED_PASSWORD,
      ...OWN_KEYS,
    ],
    delete: [
      ...own('rds', 'DeleteDBCluster'),
      ...on(
        `${CLUSTER_SNAPSHOT}:{final_snapshot_identifier}`,
        'rds',
        'AddTagsToResource',
        'CreateDBClusterSnapshot',
        'DeleteDBCluster',
      ),
    ],
    source: [documentation('aws_rds_cluster'), PAGE, PERMISSIONS, MANAGED_PASSWORDS, KEYS],
  },
  {
    type: 'aws_rds_cluster_instance',
    arn: INSTANCE,
    create: [
      ...own('rds', 'AddTagsToResource', 'CreateDBInstance', 'ModifyDBInstance', 'RebootDBInstance'),
      ...[CLUSTER, OPTION_GROUP, DEFAULT_PARAMETERS, SUBNETS_IN_USE].flatMap((arn) =>
        on(arn, 'rds', 'CreateDBInstance'),
      ),
      ...[OPTION_GROUP, DEFAULT_PARAMETERS].flatMap((arn) => on(arn, 'rds', 'ModifyDBInstance')),
      ...INSIGHTS_KEY,
      PASS_MONITORING_ROLE,
    ],
    read: [...own('rds', 'DescribeDBInstances', 'ListTagsForResource'), ...on(CLUSTER, 'rds', 'DescribeDBClusters')],
    update: [
      ...own('rds', 'AddTagsToResource', 'ModifyDBInstance', 'RemoveTagsFromResource'),
      ...[OPTION_GROUP, DEFAULT_PARAMETERS].flatMap((arn) => on(arn, 'rds', 'ModifyDBInstance')),
      ...INSIGHTS_KEY,
      PASS_MONITORING_ROLE,
    ],
    delete: [...own('rds', 'DeleteDBInstance'), ...on(CLUSTER, 'rds', 'DeleteDBInstance')],
    source: [documentation('aws_rds_cluster_instance'), PAGE, PERMISSIONS, MONITORING],
  },
  {
    type: 'aws_rds_cluster_parameter_group',
    arn: CLUSTER_PARAMETERS,
    create: own('rds', 'AddTagsToResource', 'CreateDBClusterParameterGroup', 'ModifyDBClusterParameterGroup'),
    read: own('rds', 'DescribeDBClusterParameterGroups', 'DescribeDBClusterParameters', 'ListTagsForResource'),
    update: own(
      'rds',
      'AddTagsToResource',
      'ModifyDBClusterParameterGroup',
      'RemoveTagsFromResource',
      'ResetDBClusterParameterGroup',
    ),
    delete: own('rds', 'DeleteDBClusterParameterGroup'),
    source: [documentation('aws_rds_cluster_parameter_group'), PAGE],
  },
];

/** Instances of RDS, and what they need. */
export const RDS_CALLS: readonly ResourceCalls[] = [
  ...CLUSTER_CALLS,
  {
    type: 'aws_db_instance',
    arn: INSTANCE,
    create: [
      ...own('rds', 'AddTagsToResource', 'CreateDBInstance', 'ModifyDBInstance', 'RestoreDBInstanceFromDBSnapshot'),
      ...on(
        'arn:{partition}:rds:{region}:{account}:snapshot:{snapshot_identifier}',
        'rds',
        'RestoreDBInstanceFromDBSnapshot',
      ),
      ...[OPTION_GROUP, PARAMETERS_IN_USE, SUBNETS_IN_USE].flatMap((arn) =>
        on(arn, 'rds', 'CreateDBInstance', 'RestoreDBInstanceFromDBSnapshot'),
      ),
      // A restored instance is modified, because a restore does not take every argument.
      ...[OPTION_GROUP, PARAMETERS_IN_USE].flatMap((arn) => on(arn, 'rds', 'ModifyDBInstance')),
      ...MANAGED_PASSWORD,
      ...OWN_KEYS,
      PASS_MONITORING_ROLE,
    ],
    read: own('rds', 'DescribeDBInstances', 'ListTagsForResource'),
    update: [
      ...own('rds', 'AddTagsToResource', 'ModifyDBInstance', 'RebootDBInstance', 'RemoveTagsFromResource'),
      ...[OPTION_GROUP, PARAMETERS_IN_USE].flatMap((arn) => on(arn, 'rds', 'ModifyDBInstance')),
      ...MANAGED_PASSWORD,
      ...OWN_KEYS,
      PASS_MONITORING_ROLE,
    ],
    delete: [
      ...own('rds', 'DeleteDBInstance'),
      ...on(
        'arn:{partition}:rds:{region}:{account}:snapshot:{final_snapshot_identifier}',
        'rds',
        'AddTagsToResource',
        'CreateDBSnapshot',
      ),
    ],
    source: [documentation('aws_db_instance'), PAGE, PERMISSIONS, MANAGED_PASSWORDS, KEYS, MONITORING],
  },
  {
    type: 'aws_db_subnet_group',
    arn: SUBNETS,
    create: own('rds', 'AddTagsToResource', 'CreateDBSubnetGroup'),
    read: own('rds', 'DescribeDBSubnetGroups', 'ListTagsForResource'),
    update: own('rds', 'AddTagsToResource', 'ModifyDBSubnetGroup', 'RemoveTagsFromResource'),
    delete: own('rds', 'DeleteDBSubnetGroup'),
    source: [documentation('aws_db_subnet_group'), PAGE],
  },
  {
    type: 'aws_db_parameter_group',
    arn: PARAMETERS,
    create: own('rds', 'AddTagsToResource', 'CreateDBParameterGroup', 'ModifyDBParameterGroup'),
    read: own('rds', 'DescribeDBParameterGroups', 'DescribeDBParameters', 'ListTagsForResource'),
    update: own(
      'rds',
      'AddTagsToResource',
      'ModifyDBParameterGroup',
      'RemoveTagsFromResource',
      'ResetDBParameterGroup',
    ),
    delete: own('rds', 'DeleteDBParameterGroup'),
    source: [documentation('aws_db_parameter_group'), PAGE],
  },
];

/** Data sources of RDS. */
export const RDS_DATA_CALLS: readonly DataSourceCalls[] = [
  {
    type: 'aws_db_instance',
    arn: 'arn:{partition}:rds:{region}:{account}:db:{db_instance_identifier}',
    read: own('rds', 'DescribeDBInstances', 'ListTagsForResource'),
    source: [PAGE],
  },
  {
    type: 'aws_rds_cluster',
    arn: CLUSTER,
    read: own('rds', 'DescribeDBClusters', 'ListTagsForResource'),
    source: [PAGE],
  },
];
