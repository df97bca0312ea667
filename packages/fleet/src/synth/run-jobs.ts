import type { GeneratedUnit, Job } from './generators';

/** Each worker loads the generators for itself: with fewer jobs than this, the main thread is faster. */
const WORTH_WORKERS = 300;

/** Receives units as they are generated. They are not kept afterwards. */
export type UnitReceiver = (unit: GeneratedUnit) => void;

/**
 * Runs the generators for all jobs, in worker threads if there are many. Units arrive in no defined order; their content does not depend on
 * it. The generators are loaded only if there is a job.
 *
 * @throws The reason of `signal` when it is aborted.
 */
export async function runJobs(jobs: readonly Job[], signal: AbortSignal, receive: UnitReceiver): Promise<void> {
  if (jobs.length === 0) return;
  if (isWorthWorkers(jobs)) {
    const { runOverWorkers } = await import('./over-workers.js');
    return runOverWorkers('generateAll', jobs, signal, receive);
  }
  const { generate } = await import('./generators.js');
  for (const job of jobs) {
    signal.throwIfAborted();
    (await generate(job)).forEach(receive);
  }
}

/** Returns whether there are enough jobs to make worker threads worthwhile. */
export function isWorthWorkers(jobs: readonly Job[]): boolean {
  return jobs.length >= WORTH_WORKERS;
}
