import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLAIN_ENV } from '@goldenpath/testing/git';
import { testdir } from '@goldenpath/testing/testdir';

/** What a child process publishes. */
export interface GitopsJob {
  readonly url: string;
  readonly branch: string;
  /** Applications of each round. */
  readonly rounds: readonly (readonly { readonly name: string; readonly files: Readonly<Record<string, string>> }[])[];
  readonly repeat?: number;
  readonly timeoutMs?: number;
}

/** The result of a child process. */
export interface GitopsEnd {
  readonly code: number | string;
  readonly stderr: string;
  readonly rounds: readonly { readonly commit?: string; readonly attempts: number }[];
}

/** Starts a process of the built package that publishes. */
export function startGitopsPublisher(job: GitopsJob, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const file = join(testdir(), 'job.json');
  writeFileSync(file, JSON.stringify(job));
  return spawn(process.execPath, [join(__dirname, 'gitops-publisher.js'), file], { env: { ...PLAIN_ENV, ...env } });
}

/** Waits until a publisher has started. */
export async function begun(child: ChildProcess): Promise<void> {
  if (child.stdout !== null) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
}

/** Waits for the end of a publisher. */
export async function endOf(child: ChildProcess): Promise<GitopsEnd> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  const rounds = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as GitopsEnd['rounds'][number]);
  return { code: child.exitCode ?? child.signalCode ?? '', stderr, rounds };
}
