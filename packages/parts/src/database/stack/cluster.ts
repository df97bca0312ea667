import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance';
import type { Tags } from '@goldenpath/extension';
import { literalValues, protection } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import { AURORA } from '../cluster';
import type { AuroraCluster, DatabaseInstance } from '../types';
import { AUTHORITY, finalSnapshotOf, type InstanceSurroundings, ONLY_AT_CREATION } from './instance';
import { addLogGroups, CLUSTER_LOGS } from './log-groups';
import { encryption, monitoring, safety, versionAndMaster } from './shared-arguments';

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
    ...encryption(part),
    ...network(part, surroundings),
    ...operation(part, surroundings),
    ...safety(part),
    ...(part.backupWindow !== undefined && { preferredBackupWindow: part.backupWindow }),
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
      ...monitoring(part, surroundings.monitoringRoleArn),
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
    ...versionAndMaster(part),
    masterUsername: part.masterUsername,
  };
}

function capacity({ aurora: { minCapacity, maxCapacity, pauseAfterSeconds } }: ClusterPart) {
  return {
    serverlessv2ScalingConfiguration: {
      minCapacity,
      maxCapacity,
      ...(pauseAfterSeconds !== undefined && { secondsUntilAutoPause: pauseAfterSeconds }),
    },
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
