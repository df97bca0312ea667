import { UserError } from '@goldenpath/errors';
import type { AffectedStack } from './affected';
import { partition, partsOfGroups } from './partition';

/** GitHub's limit for the jobs of a matrix. */
export const MOST_SHARDS = 256;
/** Stacks that justify another runner, which takes a minute to set up. */
const WORTH_A_SHARD = 20;
/** The longest list of names that fits into an environment variable (131,072 bytes on Linux). */
const LONGEST_LIST = 100_000;
/** GitHub accepts 1 MB of outputs from a job, and counts two bytes per character. */
const LONGEST_MATRIX = 500_000;

/** The pattern of stack and environment names. They contain nothing that a shell or GitHub would interpret. */
const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** One job of a matrix. */
export interface Shard {
  /** Counts from 1 through the whole matrix. */
  readonly shard: number;
  /** {@link NO_ENVIRONMENT} for stacks without one. Absent when several environments share the shard. */
  readonly environment?: string;
  /** A job waits for all jobs of the environment's earlier waves. Absent when several environments share the shard. */
  readonly wave?: number;
  /** The AWS account of all its stacks. Absent where the platform has a single account, or when several share the shard. */
  readonly account?: string;
  /** The region of all its stacks in `account`. */
  readonly region?: string;
  /** Names separated by spaces, in deployment order. */
  readonly stacks: string;
  readonly count: number;
}

/** The value of `strategy.matrix` for `fromJSON`. */
export interface Matrix {
  readonly include: readonly Shard[];
}

/** The deployment target of stacks without an environment. Longer than any environment's name can be. */
export const NO_ENVIRONMENT = 'organisation-wide';

export interface MatrixOptions {
  /** The maximum number of jobs. @default 256, GitHub's limit */
  readonly shards?: number;
  /** Whether stacks of several environments and waves of an account may share a job: fewer jobs, for plans. @default false */
  readonly anyOrder?: boolean;
}

/**
 * Splits affected stacks into jobs of about equal size, each of one environment and one wave, in order. If that needs too many jobs, waves
 * share a job, then environments do. Dependent stacks are never separated from their wave.
 *
 * @param environments - In the platform's order.
 * @throws UserError when the result exceeds GitHub's limits, or `anyOrder` has fewer shards than the stacks have accounts.
 */
export function matrixOf(
  stacks: readonly AffectedStack[],
  environments: readonly string[],
  { shards = MOST_SHARDS, anyOrder = false }: MatrixOptions = {},
): Matrix {
  const inOrder = anyOrder ? accountGroups(stacks, shards) : groupsOf(stacks, environments, shards);
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
    ...sharedAccount(part),
    ...listOf(part),
  }));
  if (JSON.stringify(include).length > LONGEST_MATRIX)
    throw new UserError(
      'The matrix is larger than GitHub accepts.',
      'Limit it with `--env` to one environment at a time.',
    );
  return { include };
}

interface Group {
  readonly environment?: string;
  readonly wave?: number;
  readonly stacks: readonly AffectedStack[];
  /** The stacks depend on each other, so they are one job. */
  readonly isWhole?: boolean;
}

/** Groups stacks by account: a job signs in to one. */
function accountGroups(stacks: readonly AffectedStack[], most: number): Group[] {
  const accounts = [...new Set(stacks.map(({ account }) => account))];
  if (accounts.length > most)
    throw new UserError(
      `The stacks are in ${accounts.length} AWS accounts, and a job has stacks of one account.`,
      `Allow at least ${accounts.length} jobs with \`--shards\`, or select environments with \`--env\`.`,
    );
  return accounts.map((account) => ({ stacks: stacks.filter((stack) => stack.account === account) }));
}

function sharedAccount(part: readonly AffectedStack[]): Pick<Shard, 'account' | 'region'> {
  const only = (values: readonly (string | undefined)[]) => (new Set(values).size === 1 ? values[0] : undefined);
  const account = only(part.map((stack) => stack.account));
  if (account === undefined) return {};
  const region = only(part.map((stack) => stack.region));
  return { account, ...(region !== undefined && { region }) };
}

/** Groups stacks in deployment order: those without an environment, then each environment, wave by wave. */
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
      `A shard of ${part.length} stacks does not fit into one job.`,
      'Allow more shards with `--shards`.',
    );
  return { stacks, count: part.length };
}

/** Checks a name again: names come from valid specs, but a workflow puts them into commands. */
function plainName(name: string): string {
  if (!PLAIN_NAME.test(name))
    throw new Error(`${JSON.stringify(name)} is not a valid name of a stack or an environment.`);
  return name;
}
