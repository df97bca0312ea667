import type { Value, Values } from '../../wire/values';
import type { Behaviour, ProviderScope, Reference } from '../behaviour';
import { hex, text } from '../made-up';
import { regionOf } from './names';
import { exportLogs } from './rds-logs';
import { keepMasterPassword, removeMasterPassword } from './rds-master';
import { keepLastSnapshot } from './rds-snapshots';

/** The domain of the addresses of instances and clusters: one for each account and region. */
export function domainOf(values: Values, scope: ProviderScope): string {
  const region = regionOf(values, scope);
  return `${hex(`rds:${scope.accountId}:${region}`, 12).slice(1)}.${region}.rds.amazonaws.com`;
}

/** The minor version that RDS chooses, if only a major version is asked for. */
export function actualVersion(version: Value | undefined): string {
  return text(version).includes('.') ? text(version) : `${text(version)}.4`;
}

export const SUBNET_GROUP: Reference = {
  attribute: 'db_subnet_group_name',
  types: ['aws_db_subnet_group'],
  by: 'name',
  given: (name) => name === 'default',
  missing: (name) => `DBSubnetGroupNotFoundFault: DB subnet group '${name}' does not exist.`,
  inUse: (name) =>
    `deleting RDS Subnet Group (${name}): InvalidDBSubnetGroupStateFault: Cannot delete the subnet group '${name}' because at least one database instance is still using it.`,
};

export const SECURITY_GROUPS: Reference = {
  attribute: 'vpc_security_group_ids',
  types: ['aws_security_group'],
  by: 'id',
  missing: (name) => `InvalidParameterValue: Invalid security group , groupId= ${name}, groupName=.`,
  inUse: (name) => `deleting Security Group (${name}): DependencyViolation: resource ${name} has a dependent object`,
};

export const MONITORING_ROLE: Reference = {
  attribute: 'monitoring_role_arn',
  types: ['aws_iam_role'],
  by: 'arn',
  missing: (name) => `InvalidParameterValue: IAM role ARN value is invalid or does not exist: ${name}`,
};

/** What an instance and a cluster leave elsewhere: log groups, the secret of the master, the last snapshot. */
export const LEFT_ELSEWHERE: Pick<Behaviour, 'afterWrite' | 'remove'> = {
  afterWrite: (object, change, config) => {
    exportLogs(object.values, change);
    return keepMasterPassword(object, change, config);
  },
  remove: (object, change) => {
    keepLastSnapshot(object.values, change);
    removeMasterPassword(object.values, change);
    change.account.remove(object.type, object.key);
  },
};
