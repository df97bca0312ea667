import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Tags } from '@goldenpath/extension';
import { literalValues, protection } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import { RISK_POLICY } from '../../risk';
import type { DatabaseInstance } from '../types';

/** The resources that an instance refers to, created or looked up in its stack. */
export interface InstanceSurroundings {
  readonly subnetGroupName: string;
  readonly parameterGroupName: string;
  readonly securityGroupId: string;
  readonly monitoringRoleArn: string;
  /** Resources that must exist before the instance although it does not refer to them. */
  readonly dependsOn?: DbInstanceConfig['dependsOn'];
}

/** Retention of Performance Insights: the longest that is free of charge. */
const INSIGHTS_DAYS = 7;

/** Adds a PostgreSQL instance on RDS: encrypted, private, monitored, backed up, and protected against deletion. */
export function addInstance(
  scope: Construct,
  id: string,
  part: DatabaseInstance,
  surroundings: InstanceSurroundings,
  tags: Tags,
): DbInstance {
  return new DbInstance(scope, id, {
    identifier: part.identifier,
    ...engine(part),
    ...storage(part),
    ...network(part, surroundings),
    ...operation(part, surroundings),
    ...safety(part),
    tags: literalValues(tags),
    ...protection(part.isProtected),
    ...(surroundings.dependsOn !== undefined && { dependsOn: surroundings.dependsOn }),
  });
}

function engine(part: DatabaseInstance) {
  return {
    engine: 'postgres',
    engineVersion: part.engineVersion,
    autoMinorVersionUpgrade: true,
    instanceClass: part.instanceClass,
    username: part.masterUsername,
    // RDS creates the master password, stores it in its own secret and rotates it. Terraform never sees it.
    manageMasterUserPassword: true,
  };
}

function storage(part: DatabaseInstance) {
  return {
    storageType: 'gp3',
    allocatedStorage: part.storageGb,
    // RDS refuses a maximum that equals the storage. Without one, the storage does not grow by itself.
    ...(part.maxStorageGb > part.storageGb && { maxAllocatedStorage: part.maxStorageGb }),
    storageEncrypted: true,
  };
}

function network(part: DatabaseInstance, surroundings: InstanceSurroundings) {
  return {
    dbSubnetGroupName: surroundings.subnetGroupName,
    vpcSecurityGroupIds: [surroundings.securityGroupId],
    port: part.port,
    publiclyAccessible: false,
    multiAz: part.multiAz,
    caCertIdentifier: 'rds-ca-rsa2048-g1',
  };
}

function operation(part: DatabaseInstance, surroundings: InstanceSurroundings) {
  return {
    parameterGroupName: surroundings.parameterGroupName,
    // Without it, changes that restart the database wait for the maintenance window.
    applyImmediately: part.appliesImmediately ?? false,
    ...(part.maintenanceWindow !== undefined && { maintenanceWindow: part.maintenanceWindow }),
    enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
    monitoringInterval: RISK_POLICY[part.risk].monitoringSeconds,
    monitoringRoleArn: surroundings.monitoringRoleArn,
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: INSIGHTS_DAYS,
  };
}

function safety(part: DatabaseInstance) {
  return {
    backupRetentionPeriod: part.backupRetentionDays,
    ...(part.backupWindow !== undefined && { backupWindow: part.backupWindow }),
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: part.isProtected,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: part.finalSnapshotIdentifier,
  };
}
