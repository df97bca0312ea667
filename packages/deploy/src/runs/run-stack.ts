import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asWorkFolderError } from '../errors';
import { changesAnything, type Problem, type StackPlan } from '../plans/stack-plan';
import type { Stack } from '../stacks/stack';
import type { Purpose, StackOutcome } from './outcome';
import { apply, initialise, plan, readPlan, type Workshop } from './terraform';
import type { World } from './world';

export interface StackRun {
  readonly purpose: Purpose;
  readonly world: World;
  readonly workshop: Workshop;
  /** Asked before anything is changed. One stack at a time, so that it may ask a person. */
  readonly approve: (plan: StackPlan) => Promise<boolean>;
  /** Told each resource that is done. */
  readonly onApplied?: (stack: string, address: string) => void;
}

/** Initialises and plans one stack and, where that is the purpose, does what the plan says. */
export async function runStack(stack: Stack, run: StackRun): Promise<StackOutcome> {
  const { workshop, world, purpose } = run;
  const folder = world.prepare(stack);
  const outcome = (status: StackOutcome['status'], rest: Partial<StackOutcome> = {}): StackOutcome => ({
    stack: stack.name,
    status: workshop.interrupt?.aborted === true && status === 'failed' ? 'interrupted' : status,
    problems: [],
    done: [],
    ...rest,
  });
  const ready = await initialise(workshop, folder);
  if (!ready.ok) return outcome('failed', { problems: ready.problems });
  return withPlanFile(async (file) => {
    const planned = await plan(workshop, folder, file, purpose === 'destroy');
    const problems = [...ready.problems, ...planned.problems];
    if (!planned.ok) return outcome(isProtected(problems) ? 'protected' : 'failed', { problems });
    const made = await readPlan(workshop, stack.name, folder, file, problems);
    if (!changesAnything(made)) return outcome('unchanged', { plan: made, problems });
    if (purpose === 'plan') return outcome('planned', { plan: made, problems });
    if (workshop.interrupt?.aborted === true) return outcome('interrupted', { plan: made, problems });
    if (!(await run.approve(made))) return outcome('declined', { plan: made, problems });
    const done: string[] = [];
    const applied = await apply(workshop, folder, file, (address) => {
      done.push(address);
      run.onApplied?.(stack.name, address);
    });
    return outcome(applied.ok ? 'applied' : 'failed', {
      plan: made,
      problems: [...problems, ...applied.problems],
      done,
    });
  });
}

/** A plan file holds the secrets of a plan, so it is where only this user reads, and only as long as it is needed. */
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
    return mkdtempSync(join(tmpdir(), 'goldenpath-plan-'));
  } catch (error) {
    throw asWorkFolderError(error, tmpdir());
  }
}

function isProtected(problems: readonly Problem[]): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.length > 0 && errors.every(({ summary }) => summary === 'Instance cannot be destroyed');
}
