import { statfsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type ProcessResult, redactor, runProcess } from '@goldenpath/process';
import type { Engine, Environment } from '../engine/engine';
import { noSpaceIn } from '../errors';
import { parsePlan } from '../plans/parse-plan';
import type { Problem, StackPlan } from '../plans/stack-plan';
import { type StateVersion, stateVersionIn } from '../saved/manifest';
import { appliedAddressIn, problemsIn } from './events';
import { inTurn } from './plugin-cache';

/** An engine, its environment, and its limits. */
export interface TerraformOptions {
  readonly engine: Engine;
  /** The whole environment of the engine. */
  readonly env: Environment;
  /** Seconds to wait for a state that another run has locked. */
  readonly lockTimeout: number;
  /** Whether folders have a lock file, which the engine may not change. @default false */
  readonly isLocked?: boolean;
  readonly interrupt?: AbortSignal;
  readonly insist?: AbortSignal;
  /** Milliseconds that the engine has to react to each signal of `insist`. */
  readonly patienceMs?: number;
}

/** The result of a step. When `ok` is false, the problems include an error. */
export interface Step {
  readonly problems: readonly Problem[];
  readonly ok: boolean;
}

/**
 * Messages of the engine when another run accessed the state at the same moment. The command has not done anything yet.
 *
 * - The engine waits for a lock only while it can read the lock's owner. A lock that is taken or released at that moment makes it fail.
 * - `init` reads the state without a lock, and a local state is written in place, so it can read half of the file.
 */
const RACED =
  /\.lock\.info: no such file or directory|unmarshal lock info|NoSuchKey|Failed to load state: .*unexpected end of JSON/;
const MOST_TRIES = 8;

/**
 * Initialises the backend and the providers of a stack. If stacks share a plugin cache, they are initialised one at a time: an engine
 * writes to the cache without a lock.
 *
 * @throws WorkFolderError when the folder of the cache cannot be made.
 */
export async function initialise(terraform: TerraformOptions, folder: string): Promise<Step> {
  const locked = terraform.isLocked === true ? ['-lockfile=readonly'] : [];
  const init = () => runAtState(terraform, folder, ['init', '-json', '-input=false', lock(terraform), ...locked]);
  const { TF_PLUGIN_CACHE_DIR: cache = '' } = terraform.env;
  return cache === '' ? init() : inTurn(resolve(folder, cache), init);
}

/**
 * Copies the state of a stack from the backend that it was initialised with to the backend of its configuration. The older state stays
 * where it is, or is emptied with a copy beside it.
 */
export async function migrateState(terraform: TerraformOptions, folder: string): Promise<Step> {
  const args = ['init', '-migrate-state', '-force-copy', '-input=false', '-no-color', lock(terraform)];
  const result = await runEngine(terraform, folder, args);
  return result.end === 0 ? { problems: [], ok: true } : { problems: [unexplained(result, terraform.env)], ok: false };
}

/** Writes the plan of a stack to a file. */
export async function plan(terraform: TerraformOptions, folder: string, file: string, destroy: boolean): Promise<Step> {
  const purpose = destroy ? ['-destroy'] : [];
  return runAtState(terraform, folder, ['plan', '-json', '-input=false', lock(terraform), ...purpose, `-out=${file}`]);
}

/**
 * Reads a plan file. An interruption waits for the engine, which takes only a moment.
 *
 * @returns A problem when the output is not a plan in Terraform's format.
 */
export async function readPlan(
  { interrupt: _, ...terraform }: TerraformOptions,
  stack: string,
  folder: string,
  file: string,
  problems: readonly Problem[],
): Promise<StackPlan | Problem> {
  const env = withoutLog(terraform.env);
  const result = await runEngine({ ...terraform, env }, folder, ['show', '-json', file]);
  if (result.end === 'cancelled') return KILLED;
  if (result.end !== 0) {
    assertSpace(dirname(file));
    return { ...unexplained(result, env), summary: 'The engine could not show the plan that it made' };
  }
  try {
    return parsePlan(stack, result.stdout.toString('utf8'), problems);
  } catch (error) {
    return {
      severity: 'error',
      summary: 'The plan that the engine made cannot be read',
      detail: `${error instanceof Error ? error.message : String(error)}\nUse a released version of Terraform or OpenTofu: GOLDENPATH_TERRAFORM names its path.`,
    };
  }
}

/**
 * Returns the version of a stack's state, as its backend has it now.
 *
 * @returns A problem when the state cannot be read.
 */
export async function readStateVersion(terraform: TerraformOptions, folder: string): Promise<StateVersion | Problem> {
  const env = withoutLog(terraform.env);
  for (let tries = 1; ; tries += 1) {
    const result = await runEngine({ ...terraform, env }, folder, ['state', 'pull']);
    const version = result.end === 0 ? stateVersionIn(result.stdout.toString('utf8')) : undefined;
    if (version !== undefined) return version;
    const problem = result.end === 0 ? UNREADABLE_STATE : unexplained(result, env);
    const isRaced = RACED.test(`${problem.summary} ${problem.detail}`) || result.end === 0;
    if (!isRaced || tries === MOST_TRIES || terraform.interrupt?.aborted === true) return problem;
  }
}

const UNREADABLE_STATE: Problem = {
  severity: 'error',
  summary: 'The state is not in a format that is supported',
  detail: 'Run `terraform state pull` to see it.',
};

/** On a full disk the engine can write an incomplete plan without an error. */
const LEAST_SPACE = 1024 * 1024;

/** @throws WorkFolderError when the disk of a folder is full. */
function assertSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < LEAST_SPACE) throw noSpaceIn(folder);
}

/** Applies a plan file. Calls `onApplied` with the address of each resource when it is applied. */
export async function apply(
  terraform: TerraformOptions,
  folder: string,
  file: string,
  onApplied: (address: string) => void,
): Promise<Step> {
  const onLine = (line: string) => {
    const address = appliedAddressIn(line);
    if (address !== undefined) onApplied(address);
  };
  return runAtState(terraform, folder, ['apply', '-json', '-input=false', lock(terraform), file], onLine);
}

/** Runs a command that reads the state, and repeats it if another run changed the state or its lock at that moment. */
async function runAtState(
  terraform: TerraformOptions,
  folder: string,
  args: readonly string[],
  onLine?: (line: string) => void,
): Promise<Step> {
  for (let tries = 1; ; tries += 1) {
    const step = stepOf(await runEngine(terraform, folder, args, onLine), terraform.env);
    const isRaced = step.problems.some(({ summary, detail }) => RACED.test(`${summary} ${detail}`));
    if (step.ok || !isRaced || tries === MOST_TRIES || terraform.interrupt?.aborted === true) return step;
  }
}

/** Returns the variables that an engine needs to run one of several stacks without a terminal. */
export function engineEnvironment(env: Environment, folder: string): Environment {
  return {
    ...env,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    // If the caller's environment sets one folder for all stacks, their backends would be mixed up.
    TF_DATA_DIR: join(folder, '.terraform'),
  };
}

function lock({ lockTimeout }: TerraformOptions): string {
  return `-lock-timeout=${lockTimeout}s`;
}

function runEngine(
  terraform: TerraformOptions,
  folder: string,
  args: readonly string[],
  onLine?: (line: string) => void,
): Promise<ProcessResult> {
  const { engine, env, interrupt, insist, patienceMs } = terraform;
  return runProcess(engine.program, args, {
    cwd: folder,
    env: engineEnvironment(env, folder),
    interrupt,
    insist,
    ...(patienceMs !== undefined && { patienceMs }),
    ...(onLine !== undefined && { onLine }),
  });
}

function withoutLog(env: Environment): Environment {
  return { ...env, TF_LOG: undefined };
}

function stepOf(result: ProcessResult, env: Environment): Step {
  const problems = problemsIn(result.stdout.toString('utf8')).map(withoutCredentials);
  if (result.end === 0) return { ok: true, problems };
  if (problems.some(({ severity }) => severity === 'error')) return { ok: false, problems };
  return { ok: false, problems: [...problems, unexplained(result, env)] };
}

const redactTokens = redactor({});

function withoutCredentials({ summary, detail, ...problem }: Problem): Problem {
  return { ...problem, summary: redactTokens(summary), detail: redactTokens(detail) };
}

/** Returns the problem of an engine that failed without a diagnostic: its output, or that it was killed. */
function unexplained({ end, stdout, stderr, error }: ProcessResult, env: Environment): Problem {
  const words = `${stderr}${error?.message ?? ''}\n${stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => !line.startsWith('{'))
    .join('\n')}`.trim();
  if (end === 'cancelled') return KILLED;
  const summary =
    typeof end === 'number'
      ? `The engine ended with exit code ${end}`
      : 'The engine was killed, or could not be started';
  return { severity: 'error', summary, detail: redactor(env)(words.slice(-2000)) };
}

const KILLED: Problem = {
  severity: 'error',
  summary: 'The engine did not stop when it was interrupted, and was killed',
  detail:
    'The state may lack its last change. Run `goldenpath plan` to see it. If the state stays locked, remove the lock ' +
    'with `terraform force-unlock`.',
};
