import type { CloudObject } from '../../account';
import type { Problem } from '../../wire/diagnostics';
import type { Values } from '../../wire/values';
import type { Behaviour, Change, ProviderScope } from '../behaviour';
import { capitals, text, uuid } from '../made-up';
import { arn, regional, regionOf } from './names';
import { actualVersion, domainOf, LEFT_ELSEWHERE, MONITORING_ROLE, SECURITY_GROUPS, SUBNET_GROUP } from './rds-common';
import { masterSecret } from './rds-master';
import { parameterProblem } from './rds-parameters';
import { restoreProblem, snapshotProblem } from './rds-snapshots';
import { familyProblem, upgradeProblem, versionProblem } from './rds-versions';
import { windowProblem } from './rds-windows';

const CLUSTER = 'aws_rds_cluster';
const INSTANCE = 'aws_rds_cluster_instance';

function hostOf(values: Values, scope: ProviderScope, kind: 'cluster-' | 'cluster-ro-' | ''): string {
  const name = text(values[kind === '' ? 'identifier' : 'cluster_identifier']);
  return `${name}.${kind}c${domainOf(values, scope)}`;
}

/** The cluster of an instance, or of a change. */
function clusterNamed(name: string, change: Change): Values | undefined {
  return change.account.all(CLUSTER).find(({ values }) => values['cluster_identifier'] === name)?.values;
}

function instancesOf(cluster: string, change: Change): CloudObject[] {
  return change.account.all(INSTANCE).filter(({ values }) => values['cluster_identifier'] === cluster);
}

function computedCluster(values: Values, scope: ProviderScope, seed: string): Values {
  const name = text(values['cluster_identifier']);
  const resource = `cluster-${capitals(seed, 26)}`;
  const zones = ['a', 'b', 'c'].map((zone) => `${regionOf(values, scope)}${zone}`);
  return {
    id: name,
    arn: arn('rds', values, scope, `cluster:${name}`),
    allocated_storage: 1,
    apply_immediately: false,
    availability_zones: zones,
    ca_certificate_identifier: '',
    ca_certificate_valid_till: '',
    cluster_members: [],
    cluster_resource_id: resource,
    cluster_scalability_type: 'standard',
    database_insights_mode: 'standard',
    database_name: '',
    db_cluster_parameter_group_name: `default.${text(values['engine'])}${text(values['engine_version']).split('.')[0]}`,
    db_subnet_group_name: 'default',
    db_system_id: '',
    endpoint: hostOf(values, scope, 'cluster-'),
    reader_endpoint: hostOf(values, scope, 'cluster-ro-'),
    engine_version_actual: actualVersion(values['engine_version']),
    hosted_zone_id: `Z${capitals(scope.region, 13)}`,
    iam_roles: [],
    kms_key_id: values['storage_encrypted'] === true ? arn('kms', values, scope, `key/${uuid('aws/rds')}`) : '',
    monitoring_interval: 0,
    monitoring_role_arn: '',
    network_type: 'IPV4',
    performance_insights_kms_key_id: '',
    performance_insights_retention_period: 0,
    port: 5432,
    preferred_backup_window: '03:00-03:30',
    preferred_maintenance_window: 'sun:04:00-sun:04:30',
    storage_type: '',
    vpc_security_group_ids: [],
    ...(values['manage_master_user_password'] === true
      ? masterSecret(values, scope, resource)
      : { master_user_secret: [] }),
  };
}

/** The capacity as Aurora takes it: half units, and a range. The provider checks the limits when it plans. */
function capacityProblem(config: Values): string | undefined {
  const capacity = capacityOf(config);
  if (capacity === undefined) return undefined;
  const [least, most] = [Number(capacity['min_capacity']), Number(capacity['max_capacity'])];
  if ([least, most].some((units) => !Number.isInteger(units * 2)))
    return 'InvalidParameterValue: Serverless v2 capacity values must be multiples of 0.5.';
  if (least > most)
    return 'InvalidParameterValue: Serverless v2 maximum capacity must be greater than or equal to the minimum capacity.';
  return least > 0 && typeof capacity['seconds_until_auto_pause'] === 'number'
    ? "InvalidParameterCombination: SecondsUntilAutoPause can't be set when the minimum capacity is greater than 0."
    : undefined;
}

function capacityOf(values: Values): Values | undefined {
  const blocks = values['serverlessv2_scaling_configuration'];
  return Array.isArray(blocks) ? (blocks[0] as Values | undefined) : undefined;
}

const RANGES = { min_capacity: [0, 256], max_capacity: [1, 256], seconds_until_auto_pause: [300, 86_400] } as const;

/** What the provider refuses before it asks AWS. */
function validateCluster(config: Values): Problem[] {
  const problems = Object.entries(RANGES).flatMap(([name, [least, most]]): Problem[] => {
    const value = capacityOf(config)?.[name];
    if (typeof value !== 'number' || (value >= least && value <= most)) return [];
    const at = `serverlessv2_scaling_configuration.0.${name}`;
    return [{ summary: `expected ${at} to be in the range (${least} - ${most}), got ${value}` }];
  });
  const days = config['backup_retention_period'];
  return typeof days === 'number' && days > 35
    ? [...problems, { summary: `expected backup_retention_period to be at most (35), got ${days}` }]
    : problems;
}

/** A cluster has the names of its windows with another start. */
function windowsOf(config: Values): Values {
  return {
    backup_window: config['preferred_backup_window'] ?? null,
    maintenance_window: config['preferred_maintenance_window'] ?? null,
  };
}

function refuseCreate(values: Values, change: Change, config: Values): string | undefined {
  const name = text(values['cluster_identifier']);
  const isRestored = text(values['snapshot_identifier']) !== '';
  const problem =
    (isRestored ? restoreProblem(values, change) : undefined) ??
    versionProblem(values) ??
    capacityProblem(config) ??
    windowProblem(windowsOf(config)) ??
    familyProblem(values, change) ??
    (isRestored ? undefined : masterProblem(values, config));
  return problem && `creating RDS Cluster (${name}): ${problem}`;
}

function masterProblem(values: Values, config: Values): string | undefined {
  if (text(values['master_username']) === '')
    return 'InvalidParameterValue: The parameter MasterUsername must be provided and must not be blank.';
  const isGiven = ['master_password', 'master_password_wo'].some((name) => text(config[name]) !== '');
  return isGiven || values['manage_master_user_password'] === true
    ? undefined
    : 'InvalidParameterValue: The parameter MasterUserPassword must be provided and must not be blank.';
}

function refuseUpdate(before: CloudObject, values: Values, config: Values, change: Change): string | undefined {
  const problem =
    capacityProblem(config) ??
    windowProblem(windowsOf(config)) ??
    upgradeProblem(before.values, values) ??
    familyProblem(values, change);
  return problem && `updating RDS Cluster (${text(values['cluster_identifier'])}): ${problem}`;
}

function refuseDelete({ values }: CloudObject, change: Change): string | undefined {
  const name = text(values['cluster_identifier']);
  if (values['skip_final_snapshot'] !== true && text(values['final_snapshot_identifier']) === '')
    return `deleting RDS Cluster (${name}): final_snapshot_identifier is required when skip_final_snapshot is false`;
  const problem =
    values['deletion_protection'] === true
      ? 'InvalidParameterCombination: Cannot delete protected Cluster, please disable deletion protection and try again.'
      : instancesOf(name, change).length > 0
        ? 'InvalidDBClusterStateFault: Cluster cannot be deleted, it still contains DB instances in non-deleting state.'
        : snapshotProblem(values, change);
  return problem && `deleting RDS Cluster (${name}): ${problem}`;
}

const cluster: Behaviour = {
  type: CLUSTER,
  key: (values, scope) => regional(values, scope, text(values['cluster_identifier'])),
  taken: (values) =>
    `creating RDS Cluster (${text(values['cluster_identifier'])}): DBClusterAlreadyExistsFault: DB Cluster already exists`,
  computed: computedCluster,
  references: [
    SUBNET_GROUP,
    {
      attribute: 'db_cluster_parameter_group_name',
      types: ['aws_rds_cluster_parameter_group'],
      by: 'name',
      given: (name) => name.startsWith('default.'),
      missing: (name) => `DBClusterParameterGroupNotFound: DBClusterParameterGroup not found: ${name}`,
      inUse: (name) =>
        `deleting RDS Cluster Parameter Group (${name}): InvalidDBParameterGroupState: One or more database instances are still members of this parameter group ${name}, so the group cannot be deleted`,
    },
    SECURITY_GROUPS,
  ],
  validate: validateCluster,
  refuseCreate,
  refuseUpdate,
  refuseDelete,
  ...LEFT_ELSEWHERE,
};

function computedInstance(values: Values, scope: ProviderScope, seed: string, change: Change): Values {
  const name = text(values['identifier']);
  const of = text(values['cluster_identifier']);
  const parent = clusterNamed(of, change) ?? {};
  return {
    id: name,
    arn: arn('rds', values, scope, `db:${name}`),
    apply_immediately: false,
    availability_zone: `${regionOf(values, scope)}${['a', 'b', 'c'][instancesOf(of, change).length % 3] ?? 'a'}`,
    ca_cert_identifier: 'rds-ca-rsa2048-g1',
    db_parameter_group_name: `default.${text(values['engine'])}${text(parent['engine_version']).split('.')[0]}`,
    db_subnet_group_name: parent['db_subnet_group_name'] ?? 'default',
    dbi_resource_id: `db-${capitals(seed, 26)}`,
    endpoint: hostOf(values, scope, ''),
    engine_version: parent['engine_version'] ?? '',
    engine_version_actual: parent['engine_version_actual'] ?? '',
    kms_key_id: parent['kms_key_id'] ?? '',
    monitoring_role_arn: '',
    network_type: 'IPV4',
    performance_insights_enabled: false,
    performance_insights_kms_key_id:
      values['performance_insights_enabled'] === true ? (parent['kms_key_id'] ?? '') : '',
    performance_insights_retention_period: 0,
    port: parent['port'] ?? 5432,
    preferred_backup_window: parent['preferred_backup_window'] ?? '',
    preferred_maintenance_window: 'sun:04:00-sun:04:30',
    publicly_accessible: false,
    storage_encrypted: parent['storage_encrypted'] ?? false,
    // The first instance of a cluster is its writer.
    writer: !instancesOf(of, change).some((one) => one.values['writer'] === true),
  };
}

/** Classes that Aurora offers for PostgreSQL. */
const CLASSES = /^db\.(serverless|(t3|t4g)\.(medium|large)|(r5|r6g|r6i|r7g|r7i|r8g|x2g)\.(large|[0-9]*xlarge))$/;

function instanceProblem(values: Values, change: Change): string | undefined {
  const parent = clusterNamed(text(values['cluster_identifier']), change);
  if (parent === undefined)
    return `DBClusterNotFoundFault: Could not find DB Cluster: ${text(values['cluster_identifier'])}`;
  const [engine, of, size] = [text(values['engine']), text(parent['engine']), text(values['instance_class'])];
  if (engine !== of)
    return `InvalidParameterCombination: The engine name requested for your DB instance (${engine}) doesn't match the engine name of your DB cluster (${of}).`;
  if (!CLASSES.test(size))
    return `InvalidParameterCombination: RDS does not support creating a DB instance with the following combination: DBInstanceClass=${size}, Engine=${engine}, EngineVersion=${text(parent['engine_version_actual'])}, LicenseModel=postgresql-license.`;
  return size === 'db.serverless' && capacityOf(parent) === undefined
    ? 'InvalidDBClusterStateFault: Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.'
    : undefined;
}

function refuseInstance(verb: string, values: Values, change: Change): string | undefined {
  const problem = instanceProblem(values, change);
  const [of, name] = [text(values['cluster_identifier']), text(values['identifier'])];
  return problem && `${verb} RDS Cluster (${of}) Instance (${name}): ${problem}`;
}

const clusterInstance: Behaviour = {
  type: INSTANCE,
  key: (values, scope) => regional(values, scope, text(values['identifier'])),
  taken: (values) =>
    `creating RDS Cluster (${text(values['cluster_identifier'])}) Instance (${text(values['identifier'])}): DBInstanceAlreadyExists: DB instance already exists`,
  computed: computedInstance,
  references: [SUBNET_GROUP, MONITORING_ROLE],
  refuseCreate: (values, change) => refuseInstance('creating', values, change),
  refuseUpdate: (_before, values, _config, change) => refuseInstance('updating', values, change),
};

const parameterGroup: Behaviour = {
  type: 'aws_rds_cluster_parameter_group',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values) =>
    `creating RDS Cluster Parameter Group (${text(values['name'])}): DBParameterGroupAlreadyExists: Parameter group ${text(values['name'])} already exists`,
  refuseCreate: (values) => refuseParameters('creating', values),
  refuseUpdate: (_before, values) => refuseParameters('modifying', values),
  computed: (values, scope) => ({
    id: text(values['name']),
    arn: arn('rds', values, scope, `cluster-pg:${text(values['name'])}`),
  }),
};

function refuseParameters(verb: string, values: Values): string | undefined {
  const problem = parameterProblem(values);
  return problem && `${verb} RDS Cluster Parameter Group (${text(values['name'])}): ${problem}`;
}

/** Aurora clusters, their instances and their configuration. */
export const RDS_CLUSTERS: readonly Behaviour[] = [cluster, clusterInstance, parameterGroup];
