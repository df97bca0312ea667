import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import type { Tags } from '@goldenpath/extension';
import { literalValues, protection } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import { RISK_POLICY } from '../../risk';
import { AURORA } from '../settings';
import type { AuroraCluster, DatabaseInstance } from '../types';
import {
  AUTHORITY,
  finalSnapshotOf,
  INSIGHTS_DAYS,
  type InstanceSurroundings,
  lifecycleSupportOf,
  ONLY_AT_CREATION,
} from './instance';
import { addLogGroups, CLUSTER_LOGS } from './log-groups';

/** An Aurora cluster to add. */
export type ClusterPart = DatabaseInstance & { readonly aurora: AuroraCluster };

/** Adds an Aurora cluster with a writer and its readers: encrypted, private, monitored, backed up, and protected against deletion. */
export function addCluster(
  scope: Construct,
  id: string,
  part: ClusterPart,
  surroundings: InstanceSurroundings,
  tags: Tags,
): RdsCluster {
  const logGroups = addLogGroups(scope, id, part, tags);
  const dependsOn = [...(surroundings.dependsOn ?? []), ...(logGroups === undefined ? [] : [logGroups])];
  const cluster = new RdsCluster(scope, id, {
    clusterIdentifier: part.identifier,
    ...engine(part),
    ...capacity(part),
    ...network(part, surroundings),
    ...operation(part, surroundings),
    ...safety(part),
    finalSnapshotIdentifier: finalSnapshotOf(scope, id, part),
    tags: literalValues(tags),
    lifecycle: { ...protection(part.isProtected).lifecycle, ignoreChanges: ONLY_AT_CREATION },
    ...(dependsOn.length > 0 && { dependsOn }),
  });
  addInstances(scope, id, part, { cluster, surroundings, tags });
  return cluster;
}

interface OfCluster {
  readonly cluster: RdsCluster;
  readonly surroundings: InstanceSurroundings;
  readonly tags: Tags;
}

/** The first instance of a cluster becomes its writer, so the others wait for it. Later, any of them can be the writer. */
function addInstances(scope: Construct, id: string, part: ClusterPart, { cluster, surroundings, tags }: OfCluster) {
  let writer: RdsClusterInstance | undefined;
  for (let number = 1; number <= part.aurora.readers + 1; number++) {
    const instance = new RdsClusterInstance(scope, `${id}-${number}`, {
      identifier: `${part.aurora.instancePrefix ?? part.identifier}-${number}`,
      clusterIdentifier: cluster.id,
      engine: cluster.engine,
      engineVersion: cluster.engineVersion,
      instanceClass: part.instanceClass,
      dbSubnetGroupName: surroundings.subnetGroupName,
      publiclyAccessible: false,
      // Aurora keeps the capacity of readers of the tiers 0 and 1 at that of the writer: the first reader can take over at once.
      promotionTier: Math.min(number - 1, 2),
      autoMinorVersionUpgrade: true,
      caCertIdentifier: AUTHORITY,
      copyTagsToSnapshot: true,
      applyImmediately: part.appliesImmediately ?? false,
      ...(part.maintenanceWindow !== undefined && { preferredMaintenanceWindow: part.maintenanceWindow }),
      monitoringInterval: RISK_POLICY[part.risk].monitoringSeconds,
      monitoringRoleArn: surroundings.monitoringRoleArn,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: INSIGHTS_DAYS,
      ...(part.kmsKeyArn !== undefined && { performanceInsightsKmsKeyId: part.kmsKeyArn }),
      tags: literalValues(tags),
      ...(writer !== undefined && { dependsOn: [writer] }),
    });
    writer ??= instance;
  }
}

function engine(part: ClusterPart) {
  return {
    engine: AURORA,
    // Serverless capacity is a property of the instances; `serverless` is the engine mode of its first version.
    engineMode: 'provisioned',
    engineVersion: part.engineVersion,
    // Review asks for the upgrade. RDS then only has to do it.
    allowMajorVersionUpgrade: true,
    engineLifecycleSupport: lifecycleSupportOf(part),
    ...(part.restoreFrom !== undefined && { snapshotIdentifier: part.restoreFrom }),
    masterUsername: part.masterUsername,
    // RDS creates the master password, stores it in its own secret and rotates it. Terraform never sees it.
    manageMasterUserPassword: true,
    ...(part.kmsKeyArn !== undefined && { masterUserSecretKmsKeyId: part.kmsKeyArn }),
  };
}

function capacity({ aurora: { minCapacity, maxCapacity, pauseAfterSeconds }, kmsKeyArn }: ClusterPart) {
  return {
    serverlessv2ScalingConfiguration: {
      minCapacity,
      maxCapacity,
      ...(pauseAfterSeconds !== undefined && { secondsUntilAutoPause: pauseAfterSeconds }),
    },
    storageEncrypted: true,
    ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
  };
}

function network(part: ClusterPart, surroundings: InstanceSurroundings) {
  return {
    dbSubnetGroupName: surroundings.subnetGroupName,
    vpcSecurityGroupIds: [surroundings.securityGroupId],
    port: part.port,
  };
}

function operation(part: ClusterPart, surroundings: InstanceSurroundings) {
  return {
    dbClusterParameterGroupName: surroundings.parameterGroupName,
    // Without it, changes that restart the database wait for the maintenance window.
    applyImmediately: part.appliesImmediately ?? false,
    ...(part.maintenanceWindow !== undefined && { preferredMaintenanceWindow: part.maintenanceWindow }),
    enabledCloudwatchLogsExports: CLUSTER_LOGS,
  };
}

function safety(part: ClusterPart) {
  return {
    backupRetentionPeriod: part.backupRetentionDays,
    ...(part.backupWindow !== undefined && { preferredBackupWindow: part.backupWindow }),
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: part.isProtected,
    skipFinalSnapshot: false,
  };
}
