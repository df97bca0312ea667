import { join } from 'node:path';
import { type ProcessResult, runProcess } from '@goldenpath/process';
import type { Engine, Environment } from '../engine/engine';
import { parsePlan } from '../plans/parse-plan';
import type { Problem, StackPlan } from '../plans/stack-plan';
import { appliedAddressIn, problemsIn } from './events';

/** An engine, the world that it works in, and how long it waits for others. */
export interface Workshop {
  readonly engine: Engine;
  /** All that the engine's environment holds. */
  readonly env: Environment;
  /** Seconds that it waits for a state which somebody else has locked. */
  readonly lockTimeout: number;
  readonly interrupt?: AbortSignal;
  readonly insist?: AbortSignal;
}

/** How a step went: with errors it did not do what it was to do. */
export interface Step {
  readonly problems: readonly Problem[];
  readonly ok: boolean;
}

/**
 * The engine waits for a lock only while it can read whose it is. One that is let go just then is neither there to be read nor waited
 * for.
 */
const LOCK_JUST_GONE = /\.lock\.info: no such file or directory/;
const MOST_TRIES = 5;

/** Makes a stack's folder ready: its backend and its providers. */
export async function initialise(workshop: Workshop, folder: string): Promise<Step> {
  for (let tries = 1; ; tries += 1) {
    const step = stepOf(await runEngine(workshop, folder, ['init', '-json', '-input=false', lock(workshop)]));
    const isRaced = step.problems.some(({ summary, detail }) => LOCK_JUST_GONE.test(`${summary} ${detail}`));
    if (step.ok || !isRaced || tries === MOST_TRIES || workshop.interrupt?.aborted === true) return step;
  }
}

/** Plans a stack into a file. */
export async function plan(workshop: Workshop, folder: string, file: string, destroy: boolean): Promise<Step> {
  const purpose = destroy ? ['-destroy'] : [];
  return stepOf(
    await runEngine(workshop, folder, ['plan', '-json', '-input=false', lock(workshop), ...purpose, `-out=${file}`]),
  );
}

/** What a plan file says, as plain data. It is told in a moment, so an interruption waits for it: `show` would be killed. */
export async function readPlan(
  { engine, lockTimeout, env }: Workshop,
  stack: string,
  folder: string,
  file: string,
  said: readonly Problem[],
): Promise<StackPlan> {
  const { end, stdout, stderr } = await runEngine({ engine, lockTimeout, env: withoutLog(env) }, folder, [
    'show',
    '-json',
    file,
  ]);
  if (end !== 0) throw new Error(`The plan of ${stack} could not be read: ${stderr.trim()}`);
  return parsePlan(stack, stdout.toString('utf8'), said);
}

/** Does what a plan file says. `onApplied` is told the address of each resource that it is done with. */
export async function apply(
  workshop: Workshop,
  folder: string,
  file: string,
  onApplied: (address: string) => void,
): Promise<Step> {
  const onLine = (line: string) => {
    const address = appliedAddressIn(line);
    if (address !== undefined) onApplied(address);
  };
  return stepOf(await runEngine(workshop, folder, ['apply', '-json', '-input=false', lock(workshop), file], onLine));
}

/** The variables that an engine needs to run one stack of several, unattended. */
export function engineEnvironment(env: Environment, folder: string): Environment {
  return {
    ...env,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    // One folder for all stacks, which the caller's environment may name, would mix their backends up.
    TF_DATA_DIR: join(folder, '.terraform'),
  };
}

function lock({ lockTimeout }: Workshop): string {
  return `-lock-timeout=${lockTimeout}s`;
}

function runEngine(
  workshop: Workshop,
  folder: string,
  args: readonly string[],
  onLine?: (line: string) => void,
): Promise<ProcessResult> {
  const { engine, env, interrupt, insist } = workshop;
  return runProcess(engine.program, args, {
    cwd: folder,
    env: engineEnvironment(env, folder),
    // The first asks it to end; the second makes it leave at once.
    interrupts: [interrupt, insist].filter((signal) => signal !== undefined),
    ...(onLine !== undefined && { onLine }),
  });
}

function withoutLog(env: Environment): Environment {
  return { ...env, TF_LOG: undefined };
}

function stepOf(result: ProcessResult): Step {
  const problems = problemsIn(result.stdout.toString('utf8'));
  if (result.end === 0) return { ok: true, problems };
  if (problems.some(({ severity }) => severity === 'error')) return { ok: false, problems };
  return { ok: false, problems: [...problems, unexplained(result)] };
}

/** An engine that fails without a diagnostic has said why in its own words, or was killed. */
function unexplained({ end, stdout, stderr, error }: ProcessResult): Problem {
  const words = `${stderr}${error?.message ?? ''}\n${stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => !line.startsWith('{'))
    .join('\n')}`.trim();
  const summary =
    typeof end === 'number'
      ? `The engine ended with exit code ${end}`
      : 'The engine was killed, or could not be started';
  return { severity: 'error', summary, detail: words.slice(-2000) };
}
