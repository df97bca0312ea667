import { redactor, runProcess } from '@goldenpath/process';
import type { FleetContext } from '../context';
import type { CheckStatus, DoctorArea, DoctorCheck, ProgramResult, RunProgram } from './types';

/** Milliseconds that a program has to answer. */
const PATIENCE_MS = 30_000;

/** Returns how programs are run: without a terminal, and with credentials removed from what they print. */
export function programRunner({ cwd, env, signal }: Pick<FleetContext, 'cwd' | 'env' | 'signal'>): RunProgram {
  const redact = redactor(env);
  return async (program, args) => {
    const quiet = { AWS_PAGER: '', GH_PROMPT_DISABLED: '1', GIT_TERMINAL_PROMPT: '0', NO_COLOR: '1' };
    const { end, stdout, stderr } = await runProcess(program, args, {
      cwd,
      env: { ...env, ...quiet },
      timeoutMs: PATIENCE_MS,
      cancel: signal,
    });
    const code = typeof end === 'number' ? end : null;
    return { code, stdout: stdout.toString('utf8'), stderr: redact(stderr) };
  };
}

/** Runs programs of one area, and makes its checks. */
export class Checker {
  readonly checks: DoctorCheck[] = [];

  constructor(
    private readonly area: DoctorArea,
    readonly run: RunProgram,
  ) {}

  add(name: string, status: CheckStatus, detail: string, remedy?: string): void {
    this.checks.push({ area: this.area, name, status, detail, ...(remedy !== undefined && { remedy }) });
  }

  /** Adds a check that is fine if there is no problem. */
  expect(name: string, problem: string | undefined, fine: string, remedy: string): void {
    if (problem === undefined) this.add(name, 'ok', fine);
    else this.add(name, 'wrong', problem, remedy);
  }

  /** Runs a program that prints JSON. `undefined`: it failed, and the check of that name says why. */
  async json(name: string, remedy: string, program: string, args: readonly string[]): Promise<unknown> {
    const result = await this.run(program, args);
    if (result.code === 0) return parsed(result.stdout);
    if (result.code === null)
      this.add(name, 'missing', `${program} could not be run, or did not answer`, `Install ${program}.`);
    else this.failed(name, result, remedy);
    return undefined;
  }

  /** Adds the check of a program that failed: what it looked for is missing, or it may not look. */
  failed(name: string, { code, stderr }: ProgramResult, remedy: string): void {
    const why = firstLine(stderr);
    if (code === null) this.add(name, 'skipped', 'the program could not be run, or did not answer in time');
    else if (MISSING.test(stderr)) this.add(name, 'missing', 'it does not exist', remedy);
    else if (DENIED.test(stderr))
      this.add(
        name,
        'skipped',
        `these credentials may not look: ${why}`,
        'Run this with credentials that can read it.',
      );
    else this.add(name, 'wrong', why === '' ? `exit code ${code}` : why, remedy);
  }
}

const MISSING = /NoSuch|NotFound|Not Found|not found|HTTP 404|does not exist/;
const DENIED = /AccessDenied|Access Denied|Forbidden|HTTP 403|is not authorized/;

/** Returns the first line of what a program printed that is not empty. */
export function firstLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, 200);
}

/** Output that is not JSON counts as empty. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    return {};
  }
}

/** Returns a value below an object by its path; undefined where there is none. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[name] : undefined,
    value,
  );
}

/** Returns the value of a variable on GitHub, which is not a secret; undefined where it is not set or cannot be read. */
export async function variableValue(
  checker: Checker,
  full: string,
  variable: string,
  path = `repos/${full}/actions/variables/${variable}`,
): Promise<string | undefined> {
  const { code, stdout } = await checker.run('gh', ['api', path, '--jq', '.value']);
  const value = stdout.trim();
  return code === 0 && value !== '' ? value : undefined;
}
