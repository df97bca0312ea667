import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Units } from './publish';
import { testdir } from '@goldenpath/testing/testdir';

/** What a child process publishes. */
export interface Job {
  readonly trees: readonly { readonly root: string; readonly lastFiles?: readonly string[] }[];
  readonly versions: readonly Units[];
  readonly rounds: number;
}

/** Starts a process of the built package, optionally under a shell's limits, and waits until it has begun. */
export async function startPublisher(job: Job, limits = 'true'): Promise<ChildProcess> {
  const file = join(testdir(), 'job.json');
  writeFileSync(file, JSON.stringify(job));
  const command = `${limits} && exec "$0" "$1" "$2"`;
  const child = spawn('sh', ['-c', command, process.execPath, join(__dirname, 'publisher.js'), file]);
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return child;
}

/** Waits for a process to end: its exit code, or the signal, and what it said about errors. */
export async function ended(child: ChildProcess): Promise<{ code: number | string; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return { code: child.exitCode ?? child.signalCode ?? '', stderr };
}
