import { isUserError, UserError } from '@goldenpath/errors';
import type { DesiredDatabase } from './desired';
import type { DatabasePlan } from './plan/plan';
import type { ProvisionRequest } from './request';
import { executePlan } from './server/execute';
import { inspectDatabases, type Inspected, type ProvenLogin } from './server/inspect';
import { type Clients, clientsOf } from './server/clients';
import { assertReady, connectMaster, type Master, STOPPED, withLock } from './server/session';
import { withClient } from './server/connect';
import { problemOf } from './problem';
import { forEachAtOnce } from './at-once';

/** What became of one database. */
export interface ProvisionResult {
  readonly desired: DesiredDatabase;
  /** `planned`: of a dry run, with steps to do. */
  readonly status: 'unchanged' | 'changed' | 'planned' | 'failed' | 'skipped';
  /** Titles of the steps that were done, or that a dry run would do. */
  readonly steps: readonly string[];
  /** The kind of each of these steps. */
  readonly kinds: readonly string[];
  /** What the server has and the specs do not know. */
  readonly extra: readonly string[];
  /** Extensions that were left out: this server lacks them, and the one of RDS that it stands in for has them. @default none */
  readonly untried?: readonly string[];
  /** The login of the application's own credentials, tried at the end. @default it was not tried, or does not work */
  readonly login?: ProvenLogin;
  readonly durationMs: number;
  readonly error?: unknown;
}

/** Something happened in a run. */
export type ProvisionEvent =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'step'; readonly database: string; readonly title: string }
  | { readonly kind: 'result'; readonly result: ProvisionResult };

/** Options of {@link provisionDatabases}. */
export interface ProvisionOptions {
  /** Change nothing. @default false */
  readonly dryRun?: boolean;
  /** Continue with the other databases when one fails. @default false */
  readonly keepGoing?: boolean;
  /** Stops after the databases that are being changed. The others are skipped. @default it runs to its end */
  readonly signal?: AbortSignal;
  /** Called while it runs; awaited, so that a result can be recorded before the next begins. */
  readonly onEvent?: (event: ProvisionEvent) => void | Promise<void>;
}

/** Databases that are changed at once. */
const AT_ONCE = 4;

/** A pass changes what it found; a later one finds what only then could be seen, such as the inside of a database. */
const MOST_PASSES = 4;

/**
 * Gives the databases of one server the roles, owners and grants that the specs ask for, and each role the password of its secret. Access of
 * other applications to a database comes after the database itself.
 *
 * A second run changes nothing. A run that stops anywhere is finished by the next.
 *
 * @returns a result for each request, in their order.
 * @throws UserError where the server cannot be reached or used at all.
 */
export async function provisionDatabases(
  master: Master,
  requests: readonly ProvisionRequest[],
  options: ProvisionOptions = {},
): Promise<ProvisionResult[]> {
  return withClient(await connectMaster(master), async (client) => {
    await assertReady(client, master);
    const inspected = await inspectDatabases(client, master, requests);
    const results = new Map<ProvisionRequest, ProvisionResult>();
    const finish = async (request: ProvisionRequest, result: ProvisionResult) => {
      results.set(request, result);
      await options.onEvent?.({ kind: 'result', result });
    };
    const changing: ProvisionRequest[] = [];
    for (const one of inspected) {
      const result = unchangedOrPlanned(one, options.dryRun === true);
      if (result === undefined) changing.push(one.request);
      else await finish(one.request, result);
    }
    const failed = () => [...results.values()].some(({ status }) => status === 'failed');
    if (changing.length > 0 && (options.keepGoing === true || !failed())) {
      const { signal = new AbortController().signal, onEvent } = options;
      const clients = clientsOf(master);
      const run = withLock(client, { signal, onWait: () => void onEvent?.({ kind: 'waiting' }) }, async () => {
        for (const together of inOrder(changing))
          await forEachAtOnce(AT_ONCE, together, async (request) => {
            if (signal.aborted || (options.keepGoing !== true && failed())) return;
            await finish(request, await provisionOne(clients, master, request, options));
          });
      });
      await run.catch(unlessStopped).finally(clients.end);
    }
    return requests.map((request) => results.get(request) ?? skipped(request));
  });
}

/** Databases come before the access of others to them. */
function inOrder(requests: readonly ProvisionRequest[]): readonly (readonly ProvisionRequest[])[] {
  const isAccess = ({ desired }: ProvisionRequest) => desired.access !== undefined;
  return [requests.filter((request) => !isAccess(request)), requests.filter(isAccess)];
}

/** A run that was stopped leaves the rest out. Its results say so. */
function unlessStopped(error: unknown): void {
  if (!isUserError(error) || error.code !== STOPPED) throw error;
}

/** The result of a database that needs no change, or of a dry run; undefined where it must be changed. */
function unchangedOrPlanned(inspected: Inspected, dryRun: boolean): ProvisionResult | undefined {
  const { plan, error, durationMs } = inspected;
  const { desired } = inspected.request;
  if (plan === undefined) return { ...resultOf(desired, 'failed', durationMs), error };
  if (plan.steps.length === 0 && plan.blocked === undefined)
    return { ...resultOf(desired, 'unchanged', durationMs), ...foundAtEnd(inspected) };
  if (!dryRun) return undefined;
  const { login: _, ...found } = foundAtEnd(inspected);
  return { ...resultOf(desired, 'planned', durationMs, plan.steps), ...found };
}

/** Changes one database until nothing differs. */
async function provisionOne(
  clients: Clients,
  master: Master,
  request: ProvisionRequest,
  options: ProvisionOptions,
): Promise<ProvisionResult> {
  const started = performance.now();
  const { desired } = request;
  const done: DatabasePlan['steps'][number][] = [];
  const elapsed = () => Math.round(performance.now() - started);
  try {
    return await clients.use(async (client) => {
      for (let pass = 0; pass < MOST_PASSES; pass++) {
        // Under the lock: another run may have changed the server since it was inspected.
        const [found] = await inspectDatabases(client, master, [request]);
        if (found?.plan === undefined) throw found?.error ?? new Error(`${desired.database} was not inspected.`);
        const { plan } = found;
        if (plan.blocked !== undefined) throw plan.blocked;
        if (plan.steps.length === 0)
          return {
            ...resultOf(desired, done.length === 0 ? 'unchanged' : 'changed', elapsed(), done),
            ...foundAtEnd(found),
          };
        await executePlan(client, master, plan, request.credentials, {
          onStep: async ({ title }) => options.onEvent?.({ kind: 'step', database: desired.database, title }),
          onDone: (step) => done.push(step),
        });
      }
      throw new UserError(
        `The database ${desired.database} still differs after ${MOST_PASSES} passes: ${done.at(-1)?.title ?? ''}.`,
        'Something else changes it at the same time. Find it with `goldenpath rds status`, and stop it.',
        { code: 'still-differs' },
      );
    });
  } catch (error) {
    return { ...resultOf(desired, 'failed', elapsed(), done), error: problemOf(error, desired, master) };
  }
}

/** What the last look at a database found. */
function foundAtEnd({ plan, login }: Inspected): Pick<ProvisionResult, 'extra' | 'untried' | 'login'> {
  const { extra = [], untried } = plan ?? {};
  return { extra, ...(untried !== undefined && { untried }), ...(login !== undefined && { login }) };
}

function resultOf(
  desired: DesiredDatabase,
  status: ProvisionResult['status'],
  durationMs: number,
  steps: DatabasePlan['steps'] = [],
): ProvisionResult {
  return {
    desired,
    status,
    durationMs,
    steps: steps.map(({ title }) => title),
    kinds: steps.map(({ kind }) => kind),
    extra: [],
  };
}

function skipped({ desired }: ProvisionRequest): ProvisionResult {
  return resultOf(desired, 'skipped', 0);
}
