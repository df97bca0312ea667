import type { DatabaseSize, Environment } from '@goldenpath/extension';
import type { DatabaseSettings } from './settings';

/** The instance sizes, smallest first. */
export const SIZES: readonly DatabaseSize[] = ['small', 'medium', 'large', 'xlarge'];

/** The instance class of each size. */
export const INSTANCE_CLASSES: Readonly<Record<DatabaseSize, string>> = {
  small: 'db.t3.micro',
  medium: 'db.t3.small',
  large: 'db.t3.medium',
  xlarge: 'db.r6g.large',
};

/** Returns the size of an instance class; `undefined` for a class of another release. */
export function sizeOfClass(instanceClass: string): DatabaseSize | undefined {
  return SIZES.find((size) => INSTANCE_CLASSES[size] === instanceClass);
}

/**
 * Connections that the instance class of a size takes: `LEAST(DBInstanceClassMemory / 9531392, 5000)`, where RDS keeps a part of the memory
 * for itself. Rounded down.
 */
const CAPACITY: Readonly<Record<DatabaseSize, number>> = { small: 80, medium: 180, large: 400, xlarge: 1600 };

/** Connections that applications cannot have: PostgreSQL and RDS keep 5 for superusers, and provisioning and monitoring need some. */
const RESERVED = 10;

/** Returns the connections that applications may have on an instance of a size, all together. */
export function connectionBudgetOf(size: DatabaseSize): number {
  return CAPACITY[size] - RESERVED;
}

/** Connections that a cluster takes for each capacity unit of its maximum: 189 with one unit, and a little more with several. */
const UNIT_TAKES = 189;

/** PostgreSQL on RDS takes no more. */
const MOST_CONNECTIONS = 5000;

/** A cluster whose least capacity is half a unit or nothing takes no more, whatever its maximum is. */
const MOST_OF_SMALL = 2000;

/**
 * Returns the connections that applications may have on an Aurora cluster, all together.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
export function connectionBudgetOfCluster({
  minCapacity,
  maxCapacity,
}: {
  readonly minCapacity: number;
  readonly maxCapacity: number;
}): number {
  const most = minCapacity <= 0.5 ? MOST_OF_SMALL : MOST_CONNECTIONS;
  return Math.min(Math.floor(maxCapacity * UNIT_TAKES), most) - RESERVED;
}

/** Connections that one pod may open: the size of the pool in the skeletons of both languages. */
export const POOL_OF_POD = 10;

/** Connections of one login. The instance classes behind the sizes accept between 80 and 1,600 in total. */
export const CONNECTIONS: Readonly<Record<DatabaseSize, number>> = { small: 20, medium: 40, large: 80, xlarge: 200 };

/** Connections of one login for each capacity unit of an Aurora cluster. A cluster of one unit takes 189. */
const CONNECTIONS_OF_UNIT = 20;

/** Returns the connections of one login on an Aurora cluster, unless its spec has another limit. */
export function connectionsOfCapacity(maxCapacity: number): number {
  return Math.min(Math.floor(maxCapacity * CONNECTIONS_OF_UNIT), CONNECTIONS.xlarge);
}

/** Connections of one login in an environment. A default is that of the size or the capacity. */
export function connectionLimitIn(
  settings: Pick<DatabaseSettings, 'connectionLimit' | 'size' | 'isSizeByDefault' | 'aurora'>,
  environment: { readonly databases?: Pick<NonNullable<Environment['databases']>, 'sizes'> | undefined },
): number {
  const { connectionLimit, aurora } = settings;
  if (connectionLimit !== undefined) return connectionLimit;
  return aurora === undefined ? CONNECTIONS[sizeIn(settings, environment)] : connectionsOfCapacity(aurora.maxCapacity);
}

/** Returns the size of a database in an environment. A default is the smallest size that the environment allows. */
export function sizeIn(
  { size, isSizeByDefault }: Pick<DatabaseSettings, 'size' | 'isSizeByDefault'>,
  { databases }: { readonly databases?: Pick<NonNullable<Environment['databases']>, 'sizes'> | undefined },
): DatabaseSize {
  if (!isSizeByDefault || databases === undefined) return size;
  return SIZES.find((allowed) => databases.sizes.includes(allowed)) ?? size;
}
