import { checkEmbeddedServer } from '@goldenpath/database';
import type { RunReport } from '@goldenpath/deploy';
import { isUserError, type UserError } from '@goldenpath/errors';
import { stackUnits } from '@goldenpath/model';
import type { FleetContext } from '../context';
import type { SelectedStacks } from '../deploy/select-stacks';
import { desiredDatabases } from './desired';
import type { RdsOptions, RdsRun } from './options';
import { provision } from './provision';

/** What a deployment did in PostgreSQL. */
export interface DatabaseRuns {
  /** One run for each environment with databases, in the order of the platform. */
  readonly runs: readonly RdsRun[];
  /** Why a simulated deployment left the databases out: no embedded server runs on this machine. @default it did not */
  readonly leftOut?: UserError;
}

/** Statuses of a stack that is as its application needs it. */
const DEPLOYED: readonly string[] = ['applied', 'unchanged'];

/**
 * Provisions the databases of the applications whose stacks a run has deployed. A database that fails does not stop the others, as a stack
 * does not. A run that is stopped skips the rest. The next run finishes the work.
 */
export async function provisionDeployed(
  context: FleetContext,
  { facts, registry }: SelectedStacks,
  { stacks, simulated }: RunReport,
  options: Pick<RdsOptions, 'out' | 'caFile' | 'onEvent'>,
): Promise<DatabaseRuns> {
  const deployed = new Set(stacks.filter(({ status }) => DEPLOYED.includes(status)).map(({ stack }) => stack));
  const units = stackUnits(facts, registry).filter(({ stack }) => deployed.has(stack.name));
  const todo = facts.platform.environments.flatMap(({ name: environment }) => {
    const inside = units.filter((unit) => unit.environment === environment).flatMap(({ app }) => app ?? []);
    const apps = inside.filter((app) => desiredDatabases(facts, environment, [app]).length > 0);
    return apps.length === 0 ? [] : [{ environment, apps }];
  });
  if (todo.length === 0) return { runs: [] };
  const leftOut = simulated ? await embeddedProblem() : undefined;
  if (leftOut !== undefined) return { runs: [], leftOut };
  context.onProgress({ kind: 'databases' });
  const runs: RdsRun[] = [];
  for (const { environment, apps } of todo) {
    const run = provision(context, {
      ...options,
      environment,
      apps,
      local: simulated,
      keepGoing: true,
    });
    runs.push(await run);
  }
  return { runs };
}

async function embeddedProblem(): Promise<UserError | undefined> {
  try {
    await checkEmbeddedServer();
    return undefined;
  } catch (error) {
    if (!isUserError(error)) throw error;
    return error;
  }
}
