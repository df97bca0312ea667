import type { Problem, Rule } from '@goldenpath/extension';
import { AURORA, capacityProblem, clusterCapacity, pauseProblem } from '@goldenpath/parts';
import type { WrittenSharedInstance } from '../types/databases';
import type { PlatformContext } from './platform';

type Field = keyof WrittenSharedInstance;

/** What an RDS instance alone has, and what an Aurora cluster alone has. */
const ON_RDS: readonly Field[] = ['size', 'storageGb', 'maxStorageGb'];
const ON_AURORA: readonly Field[] = ['serverless', 'readers'];

function eachShared(
  { written }: PlatformContext,
  check: (shared: WrittenSharedInstance, path: Problem['path']) => readonly Problem[],
): Problem[] {
  return written.environments.flatMap(({ databases }, index) =>
    databases?.shared === undefined ? [] : check(databases.shared, ['environments', index, 'databases', 'shared']),
  );
}

/** A field of the other engine would have no effect. */
export const sharedFieldsFitEngine: Rule<PlatformContext> = {
  name: 'not-for-engine',
  check: (context) =>
    eachShared(context, (shared, path) => {
      const isCluster = shared.engine === AURORA;
      return (isCluster ? ON_RDS : ON_AURORA)
        .filter((field) => shared[field] !== undefined)
        .map((field) => ({
          path: [...path, field],
          at: 'key',
          message: isCluster
            ? `\`${field}\` is for an RDS instance, and the shared instance here is an Aurora cluster.`
            : `\`${field}\` is for an Aurora cluster, and the shared instance here is on RDS.`,
          remedy: isCluster ? rdsRemedy(field) : `Set \`engine: ${AURORA}\`, or remove \`${field}\`.`,
        }));
    }),
};

function rdsRemedy(field: Field): string {
  return field === 'size'
    ? 'Remove it: `serverless` has the capacity of a cluster.'
    : 'Remove it: the storage of a cluster grows by itself.';
}

/** Aurora refuses other capacities. */
export const sharedCapacityIsOffered: Rule<PlatformContext> = {
  name: 'bad-capacity',
  check: (context) =>
    eachShared(context, ({ engine, serverless = {} }, shared) => {
      if (engine !== AURORA) return [];
      const path = [...shared, 'serverless'];
      const capacity = clusterCapacity(serverless);
      const problem = capacityProblem(capacity, '');
      const isPauseIdle = serverless.pauseAfterSeconds !== undefined && capacity.minCapacity > 0;
      return [
        ...(problem === undefined ? [] : [withPath(path, serverless, problem)]),
        ...(isPauseIdle
          ? [{ path: [...path, 'pauseAfterSeconds'], at: 'key' as const, ...pauseProblem(capacity.minCapacity, '') }]
          : []),
      ];
    }),
};

/** Blames the first of the fields that is written. */
function withPath(
  path: Problem['path'],
  written: NonNullable<WrittenSharedInstance['serverless']>,
  { fields, message, remedy }: NonNullable<ReturnType<typeof capacityProblem>>,
): Problem {
  const field = fields.find((name) => written[name] !== undefined);
  return { path: field === undefined ? path : [...path, field], message, remedy };
}
