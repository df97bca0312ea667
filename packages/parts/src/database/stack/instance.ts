import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Tags } from '@goldenpath/extension';
import { literalValues, protection } from '@goldenpath/extension/terraform';
import { DataResource, Fn } from 'cdktf';
import type { Construct } from 'constructs';
import type { DatabaseInstance } from '../types';
import { addLogGroups, EXPORTED_LOGS } from './log-groups';
import { encryption, monitoring, safety, versionAndMaster } from './shared-arguments';

/** The resources that an instance refers to, created or looked up in its stack. */
export interface InstanceSurroundings {
  readonly subnetGroupName: string;
  readonly parameterGroupName: string;
  readonly securityGroupId: string;
  readonly monitoringRoleArn: string;
  /** Resources that must exist before the instance although it does not refer to them. */
  readonly dependsOn?: DbInstanceConfig['dependsOn'];
}

/** The authority that signs the certificates of instances. */
export const AUTHORITY = 'rds-ca-rsa2048-g1';

/** Adds a PostgreSQL instance on RDS: encrypted, private, monitored, backed up, and protected against deletion. */
export function addInstance(
  scope: Construct,
  id: string,
  part: DatabaseInstance,
  surroundings: InstanceSurroundings,
  tags: Tags,
): DbInstance {
  const logGroups = addLogGroups(scope, id, part, tags);
  const dependsOn = [...(surroundings.dependsOn ?? []), ...(logGroups === undefined ? [] : [logGroups])];
  return new DbInstance(scope, id, {
    identifier: part.identifier,
    ...engine(part),
    ...storage(part),
    ...network(part, surroundings),
    ...operation(part, surroundings),
    ...safety(part),
    ...(part.backupWindow !== undefined && { backupWindow: part.backupWindow }),
    finalSnapshotIdentifier: finalSnapshotOf(scope, id, part),
    tags: literalValues(tags),
    lifecycle: { ...protection(part.isProtected).lifecycle, ignoreChanges: ONLY_AT_CREATION },
    ...(dependsOn.length > 0 && { dependsOn }),
  });
}

/**
 * What RDS takes when it creates an instance, and never again. The provider would replace the instance for another snapshot, also where the
 * field is removed. It would send another lifecycle with every apply, without an effect (hashicorp/terraform-provider-aws#40870).
 */
export const ONLY_AT_CREATION = ['engine_lifecycle_support', 'snapshot_identifier'];

/**
 * Returns the name of the last snapshot. Its suffix is drawn when the instance is created, and stays in the state until it is destroyed or
 * replaced. RDS refuses a last snapshot with a name that is taken, so a second instance with the same identifier could not be destroyed.
 */
export function finalSnapshotOf(
  scope: Construct,
  id: string,
  { kmsKeyArn, finalSnapshotPrefix }: DatabaseInstance,
): string {
  const replacedBy = kmsKeyArn === undefined ? {} : { triggersReplace: { kms_key_id: kmsKeyArn } };
  const life = new DataResource(scope, `${id}-life`, replacedBy);
  return `${finalSnapshotPrefix}-${Fn.substr(life.id, 0, SUFFIX_LENGTH)}`;
}

/** The first part of a UUID. */
const SUFFIX_LENGTH = 8;

function engine(part: DatabaseInstance) {
  return {
    engine: 'postgres',
    ...versionAndMaster(part),
    autoMinorVersionUpgrade: true,
    instanceClass: part.instanceClass,
    username: part.masterUsername,
  };
}

function storage(part: DatabaseInstance) {
  const { storageGb = 0, maxStorageGb = 0 } = part;
  return {
    ...encryption(part),
    storageType: 'gp3',
    allocatedStorage: storageGb,
    // RDS refuses a maximum that equals the storage. Without one, the storage does not grow by itself.
    ...(maxStorageGb > storageGb && { maxAllocatedStorage: maxStorageGb }),
  };
}

function network(part: DatabaseInstance, surroundings: InstanceSurroundings) {
  return {
    dbSubnetGroupName: surroundings.subnetGroupName,
    vpcSecurityGroupIds: [surroundings.securityGroupId],
    port: part.port,
    publiclyAccessible: false,
    multiAz: part.multiAz,
    caCertIdentifier: AUTHORITY,
  };
}

function operation(part: DatabaseInstance, surroundings: InstanceSurroundings) {
  return {
    parameterGroupName: surroundings.parameterGroupName,
    // Without it, changes that restart the database wait for the maintenance window.
    applyImmediately: part.appliesImmediately ?? false,
    ...(part.maintenanceWindow !== undefined && { maintenanceWindow: part.maintenanceWindow }),
    enabledCloudwatchLogsExports: EXPORTED_LOGS,
    ...monitoring(part, surroundings.monitoringRoleArn),
  };
}
