import { spawn } from 'node:child_process';
import type { Environment } from '../engine/engine';

export interface ProgramOptions {
  readonly folder: string;
  readonly env: Environment;
  /** Aborted once: the program is asked to end, and waited for. */
  readonly interrupt?: AbortSignal;
  /** Aborted as well: the program is asked again, which makes Terraform leave at once. */
  readonly insist?: AbortSignal;
  /** Told each line of its output as it comes. */
  readonly onLine?: (line: string) => void;
}

/** How a program ended. */
export interface ProgramResult {
  /** Undefined where a signal ended it, or it could not be started. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, in a process group of its own: a Ctrl-C reaches it through us, once, and not twice. */
export function runProgram(
  program: string,
  args: readonly string[],
  { folder, env, interrupt, insist, onLine }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], {
      cwd: folder,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const said = { stdout: '', stderr: '' };
    const ask = () => void child.kill('SIGINT');
    const signals = [interrupt, insist].filter((signal) => signal !== undefined);
    for (const signal of signals) {
      if (signal.aborted) ask();
      else signal.addEventListener('abort', ask, { once: true });
    }
    const end = (code: number | undefined) => {
      for (const signal of signals) signal.removeEventListener('abort', ask);
      resolve({ code, ...said });
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const unfinished = said.stdout.slice(said.stdout.lastIndexOf('\n') + 1) + chunk;
      said.stdout += chunk;
      if (onLine !== undefined) unfinished.split('\n').slice(0, -1).forEach(onLine);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said.stderr += chunk));
    child.on('error', (error) => {
      said.stderr += error.message;
      end(undefined);
    });
    child.on('close', (code) => end(code ?? undefined));
  });
}
