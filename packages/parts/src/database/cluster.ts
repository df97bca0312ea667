import type { ClusterCapacity, Environment, SharedInstance } from '@goldenpath/extension';

/** The engine of Aurora clusters, as specs, the platform file and AWS name it. */
export const AURORA = 'aurora-postgresql';

/** Returns the capacity and the readers of a cluster with all defaults applied. */
export function clusterCapacity({
  minCapacity = 0.5,
  maxCapacity = 4,
  pauseAfterSeconds = 300,
  readers,
}: { readonly [field in keyof ClusterCapacity]?: number | undefined }): ClusterCapacity {
  return {
    minCapacity,
    maxCapacity,
    ...(minCapacity === 0 && { pauseAfterSeconds }),
    ...(readers !== undefined && { readers }),
  };
}

/** A capacity that Aurora refuses. */
export interface CapacityProblem {
  /** The fields to blame: the first of them that is written. */
  readonly fields: readonly ('minCapacity' | 'maxCapacity')[];
  readonly message: string;
  readonly remedy: string;
}

/**
 * Checks the capacity of a cluster.
 *
 * @param where - ` in prod`, or an empty text.
 * @returns undefined where Aurora takes it.
 */
export function capacityProblem(
  capacity: Pick<ClusterCapacity, 'minCapacity' | 'maxCapacity'>,
  where: string,
): CapacityProblem | undefined {
  const { minCapacity, maxCapacity } = capacity;
  const odd = (['minCapacity', 'maxCapacity'] as const).find((field) => !Number.isInteger(capacity[field] * 2));
  if (odd !== undefined)
    return {
      fields: [odd],
      message: `\`${odd}\` is ${capacity[odd]}${where}, and Aurora has whole and half capacity units.`,
      remedy: 'Use a multiple of 0.5.',
    };
  if (minCapacity <= maxCapacity) return undefined;
  return {
    fields: ['minCapacity', 'maxCapacity'],
    message: `\`minCapacity\` is ${minCapacity}${where}, more than \`maxCapacity\`, which is ${maxCapacity}.`,
    remedy: `Raise \`maxCapacity\` to at least ${minCapacity}, or lower \`minCapacity\`.`,
  };
}

/** Returns why `pauseAfterSeconds` has no effect: a cluster pauses only where its smallest capacity is 0. */
export function pauseProblem(minCapacity: number | undefined, where: string): { message: string; remedy: string } {
  return {
    message: `The cluster does not pause${where}: its \`minCapacity\` is ${minCapacity}.`,
    remedy: 'Set `minCapacity: 0`, or remove `pauseAfterSeconds`.',
  };
}

/** Returns whether the shared instance of an environment is an Aurora cluster. */
export function sharesCluster({ databases }: Pick<Environment, 'databases'>): boolean {
  return databases?.shared.engine === AURORA;
}

/** Returns the capacity and the readers of a shared instance; `undefined` for one of RDS. */
export function sharedCapacity({ serverless, readers }: SharedInstance): ClusterCapacity | undefined {
  return serverless && { ...serverless, ...(readers !== undefined && { readers }) };
}

/** Returns whether a database is on an Aurora cluster in an environment: on one of its own, or on that of the platform. */
export function isOnCluster(
  { instance, aurora }: { readonly instance: 'shared' | 'dedicated'; readonly aurora?: ClusterCapacity },
  environment: Pick<Environment, 'databases'>,
): boolean {
  return instance === 'dedicated' ? aurora !== undefined : sharesCluster(environment);
}
