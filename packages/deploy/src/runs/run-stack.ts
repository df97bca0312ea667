import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { makeTemporaryFolder } from '@goldenpath/process';
import { asWorkFolderError } from '../errors';
import { changesAnything, type Problem, type StackPlan } from '../plans/stack-plan';
import type { Stack } from '../stacks/stack';
import type { Purpose, StackOutcome, StackStatus } from './outcome';
import { apply, initialise, plan, readPlan, type TerraformOptions } from './terraform';
import { type DeployTarget, writeLock } from './target';

/** Keeps the plan file of a stack. */
export type KeepPlan = (stack: Stack, file: string, changes: boolean) => Promise<void>;

export interface StackRun {
  readonly purpose: Purpose;
  readonly target: DeployTarget;
  readonly terraform: TerraformOptions;
  /** Called before a plan is applied, for one stack at a time. May ask the user. */
  readonly approve: (plan: StackPlan) => Promise<boolean>;
  /** Called with each plan file that was made to plan. The file is removed afterwards. @default it is not kept */
  readonly keep?: KeepPlan;
  /** Called when a resource is applied. */
  readonly onApplied?: (stack: string, address: string) => void;
}

/**
 * Initialises and plans one stack. Applies the plan when the purpose is `deploy` or `destroy`.
 *
 * If another run changes the state between the plan and the apply, the stack is planned once more. The new plan is applied
 * only if it changes exactly what was approved.
 */
export async function runStack(stack: Stack, run: StackRun): Promise<StackOutcome> {
  const { terraform, target } = run;
  const folder = target.prepare(stack);
  writeLock(target, stack, folder);
  const ready = await initialise(terraform, folder);
  if (!ready.ok) return outcomeOf(stack, run, 'failed', { problems: ready.problems });
  const first = await planAndApply(stack, run, folder, ready.problems);
  if (first.status !== 'failed' || first.plan === undefined || !isStale(first)) return first;
  const approved = first.plan;
  const again = { ...run, approve: (next: StackPlan) => Promise.resolve(changesTheSame(next, approved)) };
  const second = await planAndApply(stack, again, folder, ready.problems);
  if (second.status !== 'declined' && !isStale(second)) return second;
  return outcomeOf(stack, run, 'failed', { ...second, problems: [changedByAnother(stack, run)] });
}

async function planAndApply(
  stack: Stack,
  run: StackRun,
  folder: string,
  warnings: readonly Problem[],
): Promise<StackOutcome> {
  const { terraform, purpose } = run;
  return withPlanFile(async (file) => {
    const planned = await plan(terraform, folder, file, purpose === 'destroy');
    const problems = [...warnings, ...planned.problems];
    if (!planned.ok) return outcomeOf(stack, run, isProtected(problems) ? 'protected' : 'failed', { problems });
    const read = await readPlan(terraform, stack.name, folder, file, problems);
    if (!('stack' in read)) return outcomeOf(stack, run, 'failed', { problems: [...problems, read] });
    const outcome = (status: StackStatus) => outcomeOf(stack, run, status, { plan: read, problems });
    if (purpose === 'plan') await run.keep?.(stack, file, changesAnything(read));
    if (!changesAnything(read)) return outcome('unchanged');
    if (purpose === 'plan') return outcome('planned');
    return applyPlan(stack, run, { folder, file, plan: read, problems });
  });
}

/** A plan file and its content. */
interface PlanOnDisk {
  /** The folder that the stack runs in. */
  readonly folder: string;
  readonly file: string;
  readonly plan: StackPlan;
  readonly problems: readonly Problem[];
}

/** Applies a plan file if its content is approved. */
async function applyPlan(stack: Stack, run: StackRun, { folder, file, plan: read, problems }: PlanOnDisk) {
  const { terraform } = run;
  const outcome = (status: StackStatus) => outcomeOf(stack, run, status, { plan: read, problems });
  if (terraform.interrupt?.aborted === true) return outcome('interrupted');
  if (!(await run.approve(read))) return outcome('declined');
  const done: string[] = [];
  const applied = await apply(terraform, folder, file, (address) => {
    done.push(address);
    run.onApplied?.(stack.name, address);
  });
  return { ...outcome(applied.ok ? 'applied' : 'failed'), problems: [...problems, ...applied.problems], done };
}

/**
 * Applies a saved plan of a stack whose folder is initialised. It is never planned again: what was approved is this file.
 *
 * @param copyTo - Copies the plan file to a path.
 */
export async function runSavedPlan(stack: Stack, run: StackRun, copyTo: (file: string) => void): Promise<StackOutcome> {
  const folder = run.target.prepare(stack);
  return withPlanFile(async (file) => {
    copyTo(file);
    const read = await readPlan(run.terraform, stack.name, folder, file, []);
    if (!('stack' in read)) return outcomeOf(stack, run, 'failed', { problems: [read] });
    const outcome = await applyPlan(stack, run, { folder, file, plan: read, problems: [] });
    return isStale(outcome) ? { ...outcome, problems: [changedByAnother(stack, run)] } : outcome;
  });
}

function outcomeOf(
  { name }: Stack,
  { terraform }: StackRun,
  status: StackStatus,
  rest: Partial<StackOutcome>,
): StackOutcome {
  const isInterrupted = terraform.interrupt?.aborted === true && status === 'failed';
  return { stack: name, problems: [], done: [], ...rest, status: isInterrupted ? 'interrupted' : status };
}

/** Returns whether the engine refused a plan file because the state changed after the plan was made. Nothing was applied. */
function isStale({ problems }: StackOutcome): boolean {
  return problems.some(({ severity, summary }) => severity === 'error' && summary === 'Saved plan is stale');
}

function changesTheSame(a: StackPlan, b: StackPlan): boolean {
  return isDeepStrictEqual([a.changes, a.outputs], [b.changes, b.outputs]);
}

function changedByAnother({ name }: Stack, { purpose }: StackRun): Problem {
  return {
    severity: 'error',
    summary: `Another run changed the state of stack \`${name}\` after this plan was made`,
    detail: `Nothing of the plan was applied. Review the new plan and run ${purpose} again.`,
  };
}

/** Creates a plan file for `use` and removes it afterwards. It contains secrets, so only this user can read it. */
async function withPlanFile<T>(use: (file: string) => Promise<T>): Promise<T> {
  const folder = privateFolder();
  try {
    return await use(join(folder, 'plan'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function privateFolder(): string {
  try {
    return makeTemporaryFolder('goldenpath-plan-');
  } catch (error) {
    throw asWorkFolderError(error, tmpdir());
  }
}

function isProtected(problems: readonly Problem[]): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.length > 0 && errors.every(({ summary }) => summary === 'Instance cannot be destroyed');
}
