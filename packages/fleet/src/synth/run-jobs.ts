import { setImmediate } from 'node:timers/promises';
import type { GeneratedUnit, Job } from './generators';

const JOBS_IN_A_TURN = 16;

/** Receives units as they are generated. They are not kept afterwards. */
export type UnitReceiver = (unit: GeneratedUnit) => void;

/**
 * Runs the generators for all jobs, in order. The generators are loaded only if there is a job.
 *
 * There are no worker threads: each would load the generators and make the first application of every shape again, and what is sent between
 * threads takes longer than what is made.
 *
 * @throws The reason of `signal` when it is aborted.
 */
export async function runJobs(jobs: readonly Job[], signal: AbortSignal, receive: UnitReceiver): Promise<void> {
  if (jobs.length === 0) return;
  const generate = await generatorsFor(jobs);
  for (const [index, job] of jobs.entries()) {
    // A signal of the system is only received between two turns of the event loop.
    if (index % JOBS_IN_A_TURN === 0) await setImmediate();
    signal.throwIfAborted();
    (await generate(job)).forEach(receive);
  }
}

/** Extensions use the libraries that are installed, and so do the generators that they take part in. */
async function generatorsFor(jobs: readonly Job[]): Promise<(job: Job) => Promise<GeneratedUnit[]>> {
  const hasExtensions = jobs.some(({ extensions = [] }) => extensions.length > 0);
  return hasExtensions
    ? (await import('./generators.js')).generate
    : (await import('./built-in-generators.js')).generate;
}
