import { systemCode } from '@goldenpath/errors';
import valid from 'semver/functions/valid';
import { type ProcessResult, runProcess } from '@goldenpath/process';
import { type Engine, type Environment, isNewEnough, OLDEST_ENGINE } from './engine';

/** Why a program is not usable as an engine: a clause that follows the program's path. */
export interface Unusable {
  readonly reason: string;
}

/** In milliseconds. Longer than an engine needs to print its version, even on a busy machine. */
const PATIENCE_MS = 20_000;
/** Maximum size of the output in bytes. */
const MAX_OUTPUT = 1_000_000;

/** Runs a program to read its version. */
export async function tryEngine(
  program: string,
  origin: Engine['origin'],
  env: Environment,
): Promise<Engine | Unusable> {
  const answer = await ask(program, env);
  if (typeof answer !== 'string') return answer;
  const version = versionIn(answer);
  if (version === undefined) return { reason: 'does not print its version like Terraform' };
  if (!isNewEnough(version)) return { reason: `is version ${version}, which is older than ${OLDEST_ENGINE}` };
  // Both engines print the same JSON. Only the text output contains their name.
  const name = (await isOpenTofu(program, env)) ? 'OpenTofu' : 'Terraform';
  return { program, name, version, origin };
}

async function isOpenTofu(program: string, env: Environment): Promise<boolean> {
  if (/tofu/i.test(program.split(/[\\/]/).at(-1) ?? '')) return true;
  if (/terraform/i.test(program.split(/[\\/]/).at(-1) ?? '')) return false;
  const text = await run(program, ['version'], env);
  return typeof text === 'string' && text.startsWith('OpenTofu');
}

function ask(program: string, env: Environment): Promise<string | Unusable> {
  return run(program, ['version', '-json'], env);
}

async function run(program: string, args: readonly string[], env: Environment): Promise<string | Unusable> {
  const result = await runProcess(program, args, {
    cwd: process.cwd(),
    env: { ...env, CHECKPOINT_DISABLE: '1' },
    timeoutMs: PATIENCE_MS,
    maxOutput: MAX_OUTPUT,
  });
  return result.end === 0 ? result.stdout.toString('utf8') : { reason: reasonOf(result) };
}

function reasonOf({ end, error }: ProcessResult): string {
  if (end === 'timeout') return `did not print its version within ${PATIENCE_MS / 1000} seconds`;
  const code = systemCode(error);
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EACCES' || code === 'ENOEXEC' || code === 'EPERM') return 'cannot be executed';
  return `failed to print its version (${code ?? (typeof end === 'number' ? `exit code ${end}` : end)})`;
}

function versionIn(answer: string): string | undefined {
  try {
    const { terraform_version: version } = JSON.parse(answer) as { terraform_version?: unknown };
    return typeof version === 'string' && valid(version) !== null ? version : undefined;
  } catch {
    // A different program with the same name.
    return undefined;
  }
}
