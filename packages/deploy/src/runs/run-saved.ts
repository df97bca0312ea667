import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomically } from '@goldenpath/output';
import { asWorkFolderError, SavedPlanError } from '../errors';
import type { Problem } from '../plans/stack-plan';
import { isSameState, type SavedStack } from '../saved/manifest';
import { readPlanFile } from '../saved/plan-file';
import { assertSameStacks, copyVerified, listed, refused, type SavedPlans } from '../saved/saved-plans';
import { runScheduled } from '../stacks/schedule';
import type { Stack } from '../stacks/stack';
import type { StackOutcome } from './outcome';
import { runSavedPlan, runStack, type StackRun } from './run-stack';
import { writeLock } from './target';
import { initialise, readStateVersion, type Step } from './terraform';

/** Runs one stack of a run. */
type RunOne = (stack: Stack) => Promise<StackOutcome>;

interface SavedRunOptions {
  readonly parallelism?: number;
  readonly planWaiting?: boolean;
}

/**
 * Checks that saved plans are of these stacks and of their present states, before anything is applied. Returns what applies one of them.
 *
 * @throws SavedPlanError naming the stacks that differ.
 */
export async function savedPlanRunner(
  stacks: readonly Stack[],
  saved: SavedPlans,
  run: StackRun,
  { parallelism = availableParallelism(), planWaiting = false }: SavedRunOptions,
): Promise<RunOne> {
  assertSameStacks(saved, stacks);
  const entryOf = ({ name }: Stack) => saved.stacks.get(name) as SavedStack;
  const failures = await failedChecks(
    stacks.filter((stack) => entryOf(stack).status !== 'waits'),
    saved,
    run,
    parallelism,
  );
  return async (stack) => {
    const entry = entryOf(stack);
    const nothing = { stack: stack.name, problems: [], done: [] };
    const failure = failures.get(stack.name);
    if (failure !== undefined)
      return {
        ...nothing,
        problems: failure.problems,
        status: run.terraform.interrupt?.aborted === true ? 'interrupted' : 'failed',
      };
    if (entry.status === 'unchanged') return { ...nothing, status: 'unchanged' };
    if (entry.status === 'planned') {
      try {
        return await runSavedPlan(stack, run, (file) => copyVerified(saved, entry, file));
      } catch (error) {
        if (!(error instanceof SavedPlanError)) throw error;
        return { ...nothing, status: 'failed', problems: [replaced(stack)] };
      }
    }
    if (planWaiting) return runStack(stack, run);
    return { ...nothing, status: 'waits', ...(entry.by !== undefined && { by: entry.by }) };
  };
}

/** The plan file was checked when the run started. Other stacks may be applied by now. */
function replaced({ name }: Stack): Problem {
  return {
    severity: 'error',
    summary: `The plan file of stack \`${name}\` was replaced during this run`,
    detail: 'The stack was not applied. Plan again.',
  };
}

/** Compares the state of each stack. Returns the stacks whose state cannot be read, which are reported in their turn. */
async function failedChecks(
  stacks: readonly Stack[],
  saved: SavedPlans,
  run: StackRun,
  limit: number,
): Promise<ReadonlyMap<string, Step>> {
  const { interrupt } = run.terraform;
  const results = await runScheduled<Stack, Step | 'same' | 'changed'>(
    stacks.map((stack) => ({ ...stack, dependsOn: [] })),
    {
      limit,
      ...(interrupt !== undefined && { interrupt }),
      allowsDependents: () => true,
      run: (stack) => check(stack, saved, run),
    },
  );
  const checked = [...results].flatMap(([name, scheduled]) =>
    scheduled.kind === 'ran' ? [{ name, result: scheduled.result }] : [],
  );
  const changed = checked
    .filter(({ result }) => result === 'changed')
    .map(({ name }) => name)
    .sort();
  if (changed.length > 0) throw refused(saved.folder, `the state of ${listed(changed)} changed since then`);
  return new Map(checked.flatMap(({ name, result }) => (typeof result === 'string' ? [] : [[name, result] as const])));
}

async function check(stack: Stack, saved: SavedPlans, run: StackRun): Promise<Step | 'same' | 'changed'> {
  const { terraform, target } = run;
  const entry = saved.stacks.get(stack.name);
  const folder = target.prepare(stack);
  writeLock(target, stack, folder);
  if (entry?.status === 'planned') await useLock(saved.planOf(entry), folder);
  const ready = await initialise(terraform, folder);
  if (!ready.ok) return ready;
  const version = await readStateVersion(terraform, folder);
  if ('summary' in version) return { ok: false, problems: [version] };
  return entry?.state !== undefined && isSameState(version, entry.state) ? 'same' : 'changed';
}

/** Installs the providers that made the plan. The engine refuses to apply it with others. */
async function useLock(plan: Buffer, folder: string): Promise<void> {
  const { lock } = await readPlanFile(plan);
  if (lock === undefined) return;
  try {
    writeFileAtomically(join(folder, '.terraform.lock.hcl'), lock);
  } catch (error) {
    throw asWorkFolderError(error, folder);
  }
}
