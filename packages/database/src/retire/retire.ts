import { isUserError, UserError } from '@goldenpath/errors';
import type { Client } from 'pg';
import { backupOf, type Backups } from '../backup/backup';
import type { DesiredDatabase } from '../desired';
import { problemOf } from '../problem';
import { withClient } from '../server/connect';
import { observeServer, type ObservedServer } from '../server/observe-server';
import { assertReady, connectMaster, type Master, withLock } from '../server/session';
import { executeRetirement } from './execute';
import { observeSessions, retiredOf } from './observe';
import { planRetirement, type RetirementPlan, type RetirementState, type RetireRequest } from './plan';

/** What became of one database whose spec retires it. */
export interface RetireResult {
  readonly desired: DesiredDatabase;
  /**
   * `planned`: of a dry run, with steps to do. `retired`: this run renamed it. `waiting`: its days are not over. `dropped`: this run dropped
   * it. `gone`: there is nothing left to do.
   */
  readonly status: 'planned' | 'retired' | 'waiting' | 'dropped' | 'gone' | 'failed' | 'skipped';
  /** Titles of the steps that were done, or that a dry run would do. */
  readonly steps: readonly string[];
  /** The name of the renamed database. */
  readonly name?: string;
  readonly dropAfter?: Date;
  /** Where the backup is. */
  readonly backup?: string;
  readonly durationMs: number;
  readonly error?: unknown;
}

/** Options of {@link retireDatabases}. */
export interface RetireOptions {
  readonly backups: Backups;
  /** The clock. Names and days of grace follow it. */
  readonly now: () => Date;
  /** Change nothing. @default false */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  /** Called before each step, and with each result; awaited. */
  readonly onEvent?: (event: RetireEvent) => void | Promise<void>;
}

/** Something happened in a retirement. */
export type RetireEvent =
  | { readonly kind: 'waiting' }
  /** The steps of a database are about to run. */
  | { readonly kind: 'begin'; readonly desired: DesiredDatabase; readonly steps: readonly string[] }
  | { readonly kind: 'step'; readonly database: string; readonly title: string }
  | { readonly kind: 'retired'; readonly result: RetireResult };

/**
 * Retires databases of one server: locks, backs up and renames each, and drops it in a later run, when its days of grace are over.
 *
 * A run that stops anywhere is finished by the next. It stops at the first database that fails.
 *
 * @returns a result for each request, in their order.
 * @throws UserError where the server cannot be reached or used at all.
 */
export async function retireDatabases(
  master: Master,
  requests: readonly RetireRequest[],
  options: RetireOptions,
): Promise<RetireResult[]> {
  const { signal = new AbortController().signal, onEvent } = options;
  return withClient(await connectMaster(master), async (client) => {
    await assertReady(client, master);
    const results: RetireResult[] = [];
    const retireAll = async () => {
      for (const request of requests) {
        const stops = signal.aborted || results.some(({ status }) => status === 'failed');
        const result = stops
          ? resultOf(request.desired, 'skipped', 0)
          : await retireOne(client, master, request, { ...options, signal });
        results.push(result);
        await onEvent?.({ kind: 'retired', result });
      }
    };
    if (options.dryRun === true) await retireAll();
    else await withLock(client, { signal, onWait: () => void onEvent?.({ kind: 'waiting' }) }, retireAll);
    return results;
  });
}

async function retireOne(
  client: Client,
  master: Master,
  request: RetireRequest,
  options: RetireOptions & { readonly signal: AbortSignal },
): Promise<RetireResult> {
  const { desired } = request;
  const { backups, now, dryRun = false, signal, onEvent } = options;
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  const done: string[] = [];
  try {
    const plan = await planOne(client, request, { now: now(), backup: backups.title });
    const titles = plan.steps.map(({ title }) => title);
    if (dryRun && titles.length > 0) return { ...resultOf(desired, 'planned', elapsed(), titles), ...found(plan) };
    if (!dryRun && plan.steps.length > 0) {
      if (plan.steps.some(({ kind }) => kind === 'backup'))
        await backups.check({ master, ...backupOf(desired), at: now(), signal });
      await onEvent?.({ kind: 'begin', desired, steps: titles });
      const onStep = async ({ title }: { readonly title: string }) => {
        await onEvent?.({ kind: 'step', database: desired.database, title });
        done.push(title);
      };
      await executeRetirement({ client, master, desired, backups, now, signal, onStep }, plan.steps);
    }
    const after = dryRun ? plan : await planOne(client, request, { now: now(), backup: backups.title });
    return { ...resultOf(desired, statusOf(plan, after), elapsed(), done), ...found(after) };
  } catch (error) {
    const problem = problemOf(error, desired, master);
    if (!isUserError(problem)) throw problem;
    return { ...resultOf(desired, 'failed', elapsed(), done), error: problem };
  }
}

/** What a plan found, for its result. */
function found({ dropAfter, retired }: FoundPlan) {
  return {
    ...(dropAfter !== undefined && { dropAfter }),
    ...(retired !== undefined && { name: retired.name, backup: retired.mark.backup }),
  };
}

function statusOf(before: FoundPlan, after: FoundPlan): RetireResult['status'] {
  if (after.state === 'waiting' || after.state === 'due') return before.state === 'active' ? 'retired' : 'waiting';
  return before.state === 'dropped' ? 'gone' : 'dropped';
}

interface FoundPlan extends RetirementPlan {
  readonly retired?: RetirementState['retired'] & {};
}

async function planOne(
  client: Client,
  request: RetireRequest,
  given: { readonly now: Date; readonly backup: string },
): Promise<FoundPlan> {
  const state = await observeRetirement(client, request.desired, await observeServer(client, [request.desired]));
  const plan = planRetirement(request, state, given);
  return { ...plan, ...(state.retired !== undefined && { retired: state.retired }) };
}

async function observeRetirement(
  client: Client,
  desired: DesiredDatabase,
  { roles, databases, master, retired: allRetired }: ObservedServer,
): Promise<RetirementState> {
  const database = databases.get(desired.database);
  if (database !== undefined && database.owner !== desired.role)
    throw new UserError(
      `The database ${desired.database} belongs to the role ${database.owner}, and its spec names ${desired.role}.`,
      'Find out whose data it is. Then give the database to the role of the spec, and run the command again.',
      { code: 'owner-differs' },
    );
  const retired = retiredOf(allRetired, desired);
  return {
    roles,
    master,
    sessions: database === undefined ? [] : await observeSessions(client, desired.database),
    ...(database !== undefined && { database }),
    ...(retired !== undefined && { retired }),
  };
}

function resultOf(
  desired: DesiredDatabase,
  status: RetireResult['status'],
  durationMs: number,
  steps: readonly string[] = [],
): RetireResult {
  return { desired, status, steps, durationMs };
}
