import { DbInstance, type DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Tags } from '@goldenpath/extension';
import { literalValues, protection } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import { RISK_POLICY } from '../../risk';
import type { DatabaseInstance } from '../types';

/** What an instance is placed in: names and references that its stack makes or looks up. */
export interface InstanceSurroundings {
  readonly subnetGroupName: string;
  readonly parameterGroupName: string;
  readonly securityGroupId: string;
  readonly monitoringRoleArn: string;
  /** What must be there before the instance, although it refers to none of it. */
  readonly dependsOn?: DbInstanceConfig['dependsOn'];
}

/** How long Performance Insights keeps what it saw: all that is free of charge. */
const INSIGHTS_DAYS = 7;

/** A PostgreSQL instance on RDS: encrypted, private, watched, backed up, and not to be lost by an accident. */
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
    // RDS makes the master's password, keeps it in a secret of its own and rotates it: Terraform never has it.
    manageMasterUserPassword: true,
  };
}

function storage(part: DatabaseInstance) {
  return {
    storageType: 'gp3',
    allocatedStorage: part.storageGb,
    maxAllocatedStorage: part.maxStorageGb,
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
    // What would restart the database waits for its maintenance window.
    applyImmediately: false,
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
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: part.isProtected,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: part.finalSnapshotIdentifier,
  };
}
