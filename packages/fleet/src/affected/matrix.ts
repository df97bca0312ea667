import { UserError } from '@goldenpath/errors';
import type { AffectedStack } from './affected';
import { partition, partsOfGroups } from './partition';

/** The most jobs that GitHub starts of one matrix. */
export const MOST_SHARDS = 256;
/** Fewer stacks than this are not worth a runner of their own, which takes a minute to set up. */
const WORTH_A_SHARD = 20;
/** A text longer than this does not fit into one variable of a process (131,072 bytes on Linux). */
const LONGEST_LIST = 100_000;
/** GitHub takes 1 MB of outputs from a job, and counts two bytes a character. */
const LONGEST_MATRIX = 500_000;

/** What every name of a stack and an environment is, by the contract: nothing in it means anything to a shell or to GitHub. */
const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** One job of a matrix. */
export interface Shard {
  /** 1 and up, through the whole matrix. */
  readonly shard: number;
  /** {@link NO_ENVIRONMENT} for stacks that belong to none. Not there where several share the shard. */
  readonly environment?: string;
  /** A job waits for all jobs of the environment's earlier waves. Not there where several environments share the shard. */
  readonly wave?: number;
  /** Names with a blank between them, in the order that they are deployed in. */
  readonly stacks: string;
  readonly count: number;
}

/** What `strategy.matrix` takes from `fromJSON`. */
export interface Matrix {
  readonly include: readonly Shard[];
}

/** The deployment target of what belongs to no environment: longer than any environment's name may be. */
export const NO_ENVIRONMENT = 'organisation-wide';

export interface MatrixOptions {
  /** The most jobs. @default 256, GitHub's limit */
  readonly shards?: number;
  /** Stacks of several environments and waves may share a job: fewer jobs, for what does not change anything. @default false */
  readonly anyOrder?: boolean;
}

/**
 * Affected stacks, split into jobs of about equal size: each of one environment and one wave, in the order of both. Where there may
 * not be so many, waves share a job, and then environments do: what depends on each other is never taken apart without its wave.
 *
 * @param environments - In the platform's order.
 * @throws UserError where what was asked for does not fit into GitHub's limits.
 */
export function matrixOf(
  stacks: readonly AffectedStack[],
  environments: readonly string[],
  { shards = MOST_SHARDS, anyOrder = false }: MatrixOptions = {},
): Matrix {
  const inOrder = anyOrder ? [{ stacks }] : groupsOf(stacks, environments, shards);
  const groups: readonly Group[] = inOrder.filter((group) => group.stacks.length > 0);
  const parts = partsOfGroups(
    groups.map((group) => Math.ceil(group.stacks.length / WORTH_A_SHARD)),
    shards,
  );
  const split = groups.flatMap(({ stacks: all, ...of }, index) =>
    partition(all, of.isWhole === true ? 1 : (parts[index] ?? 1)).map((part) => ({ of, part })),
  );
  const include = split.map(({ of: { isWhole: _isWhole, ...of }, part }, index) => ({
    shard: index + 1,
    ...of,
    ...listOf(part),
  }));
  if (JSON.stringify(include).length > LONGEST_MATRIX)
    throw new UserError(
      'The matrix is longer than GitHub takes.',
      'Limit it with `--env` to one environment at a time.',
    );
  return { include };
}

interface Group {
  readonly environment?: string;
  readonly wave?: number;
  readonly stacks: readonly AffectedStack[];
  /** Some of it depends on some of it, so it is one job. */
  readonly isWhole?: boolean;
}

/** In the order that they are deployed in: what belongs to no environment, then each environment, wave by wave. */
function groupsOf(stacks: readonly AffectedStack[], environments: readonly string[], most: number): Group[] {
  const inEnvironments = [null, ...environments].flatMap((environment) => {
    const of = stacks.filter((stack) => stack.environment === environment);
    return of.length === 0 ? [] : [{ environment: plainName(environment ?? NO_ENVIRONMENT), stacks: of }];
  });
  const byWave = inEnvironments.flatMap(({ environment, stacks: all }) => {
    const waves = [...new Set(all.map(({ wave }) => wave))].sort((a, b) => a - b);
    return waves.map((wave) => ({ environment, wave, stacks: all.filter((stack) => stack.wave === wave) }));
  });
  if (byWave.length <= most) return byWave;
  const whole = inEnvironments.map((group) => ({ ...group, wave: 1, isWhole: true }));
  if (whole.length <= most) return whole;
  return partition(inEnvironments, most).map((together) => ({
    ...(together.length === 1 && { environment: together[0]?.environment ?? '', wave: 1 }),
    stacks: together.flatMap((group) => group.stacks),
    isWhole: true,
  }));
}

function listOf(part: readonly AffectedStack[]): Pick<Shard, 'stacks' | 'count'> {
  const stacks = part.map(({ stack }) => plainName(stack)).join(' ');
  if (stacks.length > LONGEST_LIST)
    throw new UserError(
      `A shard of ${part.length} stacks is more than one job can be told of.`,
      'Allow more shards with `--shards`.',
    );
  return { stacks, count: part.length };
}

/** Names come out of checked specs; a workflow puts them into commands, so they are looked at once more. */
export function plainName(name: string): string {
  if (!PLAIN_NAME.test(name)) throw new Error(`${JSON.stringify(name)} is no name of a stack or an environment.`);
  return name;
}
