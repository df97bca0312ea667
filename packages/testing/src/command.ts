import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './fleet';

/** The exit code and the output of a process. */
export interface Ended {
  /** The exit code, or the signal that ended it. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** The compiled command, as an installed package has it. */
export const GOLDENPATH = join(ROOT, 'packages', 'cli', 'bin', 'goldenpath.js');

/** Runs the compiled `goldenpath` command in a child process. */
export function goldenpath(args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return ended(startGoldenpath(args, options));
}

/** Starts the compiled `goldenpath` command. */
export function startGoldenpath(args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, [GOLDENPATH, ...args], options);
}

/** Runs any program. */
export function run(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return ended(spawn(program, args, options));
}

/** Waits until a process has ended. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (said.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (said.stderr += String(chunk)));
  const code = await new Promise<number | string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit, signal) => resolve(exit ?? signal ?? ''));
  });
  return { code, ...said };
}
