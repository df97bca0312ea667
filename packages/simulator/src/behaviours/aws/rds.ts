import type { CloudObject } from '../../account';
import type { Value, Values } from '../../wire/values';
import type { Behaviour, Change, ProviderScope } from '../behaviour';
import { capitals, hex, MOMENT, text, texts, uuid } from '../made-up';
import { arn, regional, regionOf } from './names';
import { actualVersion, domainOf, LEFT_ELSEWHERE, MONITORING_ROLE, SECURITY_GROUPS, SUBNET_GROUP } from './rds-common';
import { masterSecret } from './rds-master';
import { parameterProblem } from './rds-parameters';
import { restoreProblem, snapshotProblem } from './rds-snapshots';
import { replicaProblem } from './rds-replicas';
import { familyProblem, upgradeProblem, versionProblem } from './rds-versions';
import { windowProblem } from './rds-windows';

const PORTS: { readonly [engine: string]: number } = { postgres: 5432, mysql: 3306, mariadb: 3306 };

function engineMajor(values: Values): string {
  return text(values['engine_version']).split('.')[0] ?? '';
}

function addressOf(values: Values, scope: ProviderScope): string {
  return `${text(values['identifier'])}.c${domainOf(values, scope)}`;
}

function computed(values: Values, scope: ProviderScope, seed: string): Values {
  const engine = text(values['engine']);
  const port = typeof values['port'] === 'number' ? values['port'] : (PORTS[engine] ?? 5432);
  const key = values['storage_encrypted'] === true ? arn('kms', values, scope, `key/${uuid('aws/rds')}`) : '';
  const resource = `db-${capitals(seed, 26)}`;
  return {
    id: resource,
    resource_id: resource,
    arn: arn('rds', values, scope, `db:${text(values['identifier'])}`),
    address: addressOf(values, scope),
    endpoint: `${addressOf(values, scope)}:${port}`,
    port,
    status: 'available',
    availability_zone: `${regionOf(values, scope)}a`,
    hosted_zone_id: `Z${capitals(scope.region, 13)}`,
    engine_version_actual: actualVersion(values['engine_version']),
    parameter_group_name: `default.${engine}${engineMajor(values)}`,
    option_group_name: `default:${engine}-${engineMajor(values)}`,
    db_subnet_group_name: 'default',
    license_model: 'postgresql-license',
    backup_window: '03:00-03:30',
    maintenance_window: 'sun:04:00-sun:04:30',
    ca_cert_identifier: 'rds-ca-rsa2048-g1',
    network_type: 'IPV4',
    storage_type: 'gp2',
    iops: text(values['storage_type']) === 'gp3' ? 3000 : 0,
    storage_throughput: text(values['storage_type']) === 'gp3' ? 125 : 0,
    kms_key_id: key,
    performance_insights_kms_key_id: values['performance_insights_enabled'] === true ? key : '',
    latest_restorable_time: MOMENT,
    username: '',
    db_name: '',
    replicas: [],
    listener_endpoint: [],
    vpc_security_group_ids: [],
    ...(values['manage_master_user_password'] === true
      ? masterSecret(values, scope, resource)
      : { master_user_secret: [] }),
  };
}

/** Storage as RDS takes it. The texts about the maximum are those of RDS; for the size itself its documentation only says that it is an error. */
function storageProblem(values: Values, before?: Values): string | undefined {
  const [size, most] = [values['allocated_storage'], values['max_allocated_storage']];
  if (typeof size !== 'number') return undefined;
  const earlier = before?.['allocated_storage'];
  // The provider sends only what changes, so storage that RDS grew close to the maximum is not an error.
  const isSent = before === undefined || size !== earlier || most !== before['max_allocated_storage'];
  if (isSent && typeof most === 'number' && most > 0 && most <= size)
    return 'InvalidParameterCombination: Max storage size must be greater than storage size';
  if (isSent && typeof most === 'number' && most > 0 && most < tenthMore(size))
    return 'InvalidParameterCombination: The maximum allocated storage must be increased by at least 10 percent.';
  if (typeof earlier !== 'number' || size === earlier) return undefined;
  if (size < earlier)
    return `InvalidParameterCombination: The allocated storage cannot be reduced from ${earlier} to ${size} GiB.`;
  return size < tenthMore(earlier)
    ? 'InvalidParameterCombination: The allocated storage must be increased by at least 10 percent.'
    : undefined;
}

function tenthMore(size: number): number {
  return Math.ceil((size * 11) / 10);
}

/** The provider ignores storage below what RDS grew it to, as long as it may grow: `allocated_storage` in internal/service/rds/instance.go. */
function keeps(prior: Values, planned: Values): string[] {
  const [before, after, most] = [
    prior['allocated_storage'],
    planned['allocated_storage'],
    planned['max_allocated_storage'],
  ];
  if (typeof before !== 'number' || typeof after !== 'number' || typeof most !== 'number') return [];
  return before > after && most > after ? ['allocated_storage'] : [];
}

function refuseUpdate(before: CloudObject, values: Values, config: Values, change: Change): string | undefined {
  const problem =
    storageProblem(values, before.values) ??
    windowProblem(config) ??
    upgradeProblem(before.values, values) ??
    familyProblem(values, change);
  return problem && `updating RDS DB Instance (${text(values['identifier'])}): ${problem}`;
}

function refuseCreate(values: Values, change: Change, config: Values): string | undefined {
  if (text(values['snapshot_identifier']) !== '') {
    const problem = restoreProblem(values, change);
    return problem && `creating RDS DB Instance (${text(values['identifier'])}): ${problem}`;
  }
  if (text(values['replicate_source_db']) !== '') {
    const problem = replicaProblem(values, change);
    return problem && `creating RDS DB Instance (read replica) (${text(values['identifier'])}): ${problem}`;
  }
  if (isFilled(values['s3_import']) || isFilled(values['restore_to_point_in_time'])) return undefined;
  const lacks = (name: string): boolean => values[name] === null || values[name] === undefined || values[name] === '';
  const missing = ['engine', 'allocated_storage', 'username'].find(lacks);
  if (missing !== undefined) return `"${missing}": required field is not set`;
  const refused =
    storageProblem(values) ?? windowProblem(config) ?? versionProblem(values) ?? familyProblem(values, change);
  if (refused !== undefined) return `creating RDS DB Instance (${text(values['identifier'])}): ${refused}`;
  const hasPassword = ['password', 'password_wo'].some((name) => text(config[name]) !== '');
  return hasPassword || values['manage_master_user_password'] === true
    ? undefined
    : 'InvalidParameterValue: Invalid master password: one of password, password_wo or manage_master_user_password is needed';
}

function isFilled(value: Value | undefined): boolean {
  return Array.isArray(value) && value.length > 0;
}

function refuseDelete({ values }: CloudObject, change: Change): string | undefined {
  const name = text(values['identifier']);
  if (values['skip_final_snapshot'] !== true && text(values['final_snapshot_identifier']) === '') {
    return `deleting RDS DB Instance (${name}): final_snapshot_identifier is required when skip_final_snapshot is false`;
  }
  const problem = snapshotProblem(values, change);
  if (problem !== undefined) return `deleting RDS DB Instance (${name}): ${problem}`;
  return values['deletion_protection'] === true
    ? `deleting RDS DB Instance (${name}): InvalidParameterCombination: Cannot delete protected DB Instance, please disable deletion protection and try again.`
    : undefined;
}

const instance: Behaviour = {
  type: 'aws_db_instance',
  key: (values, scope) => regional(values, scope, text(values['identifier'])),
  taken: (values) =>
    `creating RDS DB Instance (${text(values['identifier'])}): DBInstanceAlreadyExists: DB instance already exists`,
  computed,
  references: [
    SUBNET_GROUP,
    {
      attribute: 'parameter_group_name',
      types: ['aws_db_parameter_group'],
      by: 'name',
      given: (name) => name.startsWith('default.'),
      missing: (name) => `DBParameterGroupNotFound: DBParameterGroup not found: ${name}`,
      inUse: (name) =>
        `deleting RDS DB Parameter Group (${name}): InvalidDBParameterGroupState: One or more database instances are still members of this parameter group ${name}, so the group cannot be deleted`,
    },
    SECURITY_GROUPS,
    MONITORING_ROLE,
  ],
  keeps,
  refuseCreate,
  refuseUpdate,
  refuseDelete,
  ...LEFT_ELSEWHERE,
};

const subnetGroup: Behaviour = {
  type: 'aws_db_subnet_group',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values) =>
    `creating RDS DB Subnet Group (${text(values['name'])}): DBSubnetGroupAlreadyExists: The DB subnet group already exists.`,
  refuseCreate: (values) =>
    texts(values['subnet_ids']).length < 2
      ? 'DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group does not meet Availability Zone (AZ) coverage requirement. Add subnets to cover at least 2 AZs.'
      : undefined,
  computed: (values, scope) => ({
    id: text(values['name']),
    arn: arn('rds', values, scope, `subgrp:${text(values['name'])}`),
    supported_network_types: ['IPV4'],
    vpc_id: `vpc-${hex(texts(values['subnet_ids']).join(), 17)}`,
  }),
};

const parameterGroup: Behaviour = {
  type: 'aws_db_parameter_group',
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values) =>
    `creating RDS DB Parameter Group (${text(values['name'])}): DBParameterGroupAlreadyExists: Parameter group ${text(values['name'])} already exists`,
  refuseCreate: (values) => refuseParameters('creating', values),
  refuseUpdate: (_before, values) => refuseParameters('modifying', values),
  computed: (values, scope) => ({
    id: text(values['name']),
    arn: arn('rds', values, scope, `pg:${text(values['name'])}`),
  }),
};

function refuseParameters(verb: string, values: Values): string | undefined {
  const problem = parameterProblem(values);
  return problem && `${verb} RDS DB Parameter Group (${text(values['name'])}): ${problem}`;
}

/** Databases and their configuration. */
export const RDS: readonly Behaviour[] = [instance, subnetGroup, parameterGroup];
