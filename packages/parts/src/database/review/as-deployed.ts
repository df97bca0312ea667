import { type AppInEnvironment, isMap, type Json } from '@goldenpath/extension';
import { type Arguments, overriddenArguments } from '../../hand-overrides/overridden-arguments';
import type { AuroraCluster, DatabaseInstance } from '../types';

/** Arguments that change the price, and that the estimate does not read. */
const UNPRICED: readonly string[] = ['iops', 'storage_throughput', 'storage_type', 'instance_class'];

/** A dedicated instance as its stack has it. */
export interface DeployedInstance {
  readonly instance: DatabaseInstance;
  /** The overridden arguments that are read here, by name. */
  readonly read: readonly string[];
  /** Overridden arguments that change the price in a way that is not known. */
  readonly unread: readonly string[];
}

/**
 * Returns a dedicated instance with the values of the overrides in `patches/terraform`. A review and an estimate of the facts alone would be
 * about an instance that is never deployed.
 */
export function asDeployed(instance: DatabaseInstance, app: AppInEnvironment | undefined): DeployedInstance {
  const all = overriddenArguments(app);
  const { aurora } = instance;
  if (aurora === undefined) return ofInstance(instance, all('aws_db_instance', 'instance'));
  return ofCluster(instance, aurora, {
    cluster: all('aws_rds_cluster', 'cluster'),
    members: Array.from({ length: aurora.readers + 1 }, (_one, index) =>
      all('aws_rds_cluster_instance', `cluster-${index + 1}`),
    ),
  });
}

function ofInstance(instance: DatabaseInstance, args: Arguments): DeployedInstance {
  const { instance_class: instanceClass, multi_az: multiAz, allocated_storage: storageGb } = args;
  const { backup_retention_period: backupRetentionDays } = args;
  const values: Partial<DatabaseInstance> = {
    ...(typeof instanceClass === 'string' && { instanceClass }),
    // Without the argument, an instance has no standby.
    ...(multiAz !== undefined && { multiAz: String(multiAz) === 'true' }),
    ...(typeof storageGb === 'number' && { storageGb }),
    ...(typeof backupRetentionDays === 'number' && { backupRetentionDays }),
  };
  const names = Object.keys(args);
  const isRead = (name: string) => name === 'instance_class' && typeof instanceClass === 'string';
  return {
    instance: { ...instance, ...values },
    read: ['instance_class', 'multi_az', 'allocated_storage'].filter((name) => names.includes(name)),
    unread: names.filter((name) => UNPRICED.includes(name) && !isRead(name)),
  };
}

interface OfCluster {
  readonly cluster: Arguments;
  readonly members: readonly Arguments[];
}

/** A block replaces the whole block, and can be a list of one. */
function ofCluster(
  instance: DatabaseInstance,
  aurora: AuroraCluster,
  { cluster, members }: OfCluster,
): DeployedInstance {
  const block = cluster['serverlessv2_scaling_configuration'];
  const scaling = Array.isArray(block) ? (block as readonly Json[])[0] : block;
  const { min_capacity: minCapacity, max_capacity: maxCapacity } = isMap(scaling) ? scaling : {};
  const { backup_retention_period: backupRetentionDays } = cluster;
  const names = [...Object.keys(cluster), ...members.flatMap((each) => Object.keys(each))];
  return {
    instance: {
      ...instance,
      ...(typeof backupRetentionDays === 'number' && { backupRetentionDays }),
      aurora: {
        ...aurora,
        ...(typeof minCapacity === 'number' && { minCapacity }),
        ...(typeof maxCapacity === 'number' && { maxCapacity }),
      },
    },
    read: scaling === undefined ? [] : ['serverlessv2_scaling_configuration'],
    unread: [...new Set(names.filter((name) => UNPRICED.includes(name)))],
  };
}
