import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asWorkFolderError } from '../errors';
import { changesAnything, type Problem, type StackPlan } from '../plans/stack-plan';
import type { Stack } from '../stacks/stack';
import type { Purpose, StackOutcome } from './outcome';
import { apply, initialise, plan, readPlan, type TerraformOptions } from './terraform';
import type { DeployTarget } from './target';

export interface StackRun {
  readonly purpose: Purpose;
  readonly target: DeployTarget;
  readonly terraform: TerraformOptions;
  /** Called before a plan is applied, for one stack at a time: it may ask a person. */
  readonly approve: (plan: StackPlan) => Promise<boolean>;
  /** Called when a resource is applied. */
  readonly onApplied?: (stack: string, address: string) => void;
}

/** Initialises and plans one stack. Applies the plan when the purpose is `deploy` or `destroy`. */
export async function runStack(stack: Stack, run: StackRun): Promise<StackOutcome> {
  const { terraform, target, purpose } = run;
  const folder = target.prepare(stack);
  const outcome = (status: StackOutcome['status'], rest: Partial<StackOutcome> = {}): StackOutcome => ({
    stack: stack.name,
    status: terraform.interrupt?.aborted === true && status === 'failed' ? 'interrupted' : status,
    problems: [],
    done: [],
    ...rest,
  });
  const ready = await initialise(terraform, folder);
  if (!ready.ok) return outcome('failed', { problems: ready.problems });
  return withPlanFile(async (file) => {
    const planned = await plan(terraform, folder, file, purpose === 'destroy');
    const problems = [...ready.problems, ...planned.problems];
    if (!planned.ok) return outcome(isProtected(problems) ? 'protected' : 'failed', { problems });
    const read = await readPlan(terraform, stack.name, folder, file, problems);
    if (!changesAnything(read)) return outcome('unchanged', { plan: read, problems });
    if (purpose === 'plan') return outcome('planned', { plan: read, problems });
    if (terraform.interrupt?.aborted === true) return outcome('interrupted', { plan: read, problems });
    if (!(await run.approve(read))) return outcome('declined', { plan: read, problems });
    const done: string[] = [];
    const applied = await apply(terraform, folder, file, (address) => {
      done.push(address);
      run.onApplied?.(stack.name, address);
    });
    return outcome(applied.ok ? 'applied' : 'failed', {
      plan: read,
      problems: [...problems, ...applied.problems],
      done,
    });
  });
}

/** A plan file has the secrets of a plan. Only this user can read it, and it is removed after `use`. */
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
