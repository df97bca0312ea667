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
export async function runJobs(jobs: Iterable<Job>, signal: AbortSignal, receive: UnitReceiver): Promise<void> {
  let generate: ((job: Job) => Promise<GeneratedUnit[]>) | undefined;
  let index = 0;
  for (const job of jobs) {
    generate ??= await generatorsFor(job);
    // A signal of the system is only received between two turns of the event loop.
    if (index % JOBS_IN_A_TURN === 0) await setImmediate();
    index += 1;
    signal.throwIfAborted();
    (await generate(job)).forEach(receive);
  }
}

/** Extensions use the libraries that are installed, and so do the generators that they take part in. All jobs of a run have the same ones. */
async function generatorsFor({ extensions = [] }: Job): Promise<(job: Job) => Promise<GeneratedUnit[]>> {
  return extensions.length > 0
    ? (await import('./generators.js')).generate
    : (await import('./built-in-generators.js')).generate;
}
