import * as os from 'node:os';
import * as path from 'node:path';
import { UserError, type UserErrorData } from '@goldenpath/errors';
import { generate, type GeneratedUnit, type Job } from './generators';
import { packJobs } from './packed-jobs';

/** Fewer jobs than this are done before worker threads have even started. */
const WORTH_WORKERS = 40;
const MAX_WORKERS = 8;
/** Jobs that cross to a worker at once: enough that crossing costs little, few enough that results stay small. */
const CHUNK = 16;

/** Receives units as they are made; nothing keeps them afterwards. */
export type UnitReceiver = (unit: GeneratedUnit) => void;

/**
 * Runs the generators for all jobs: here when there are few, otherwise over worker threads. The order in which units
 * arrive is not defined; what is in them does not depend on it.
 *
 * @throws The reason of `signal` where it is aborted.
 */
export async function runJobs(jobs: readonly Job[], signal: AbortSignal, receive: UnitReceiver): Promise<void> {
  if (isWorthWorkers(jobs)) return runOverWorkers('generateAll', jobs, signal, receive);
  for (const job of jobs) {
    signal.throwIfAborted();
    (await generate(job)).forEach(receive);
  }
}

/** Whether there is so much to do that worker threads gain more than starting them costs. */
export function isWorthWorkers(jobs: readonly Job[]): boolean {
  return jobs.length >= WORTH_WORKERS;
}

/** What a worker can be asked for: the functions that worker.ts exports. */
export type WorkerTask = 'generateAll' | 'renderAll';

/** Runs jobs over worker threads; their results arrive in no defined order. */
export async function runOverWorkers<Result>(
  name: WorkerTask,
  jobs: readonly Job[],
  signal: AbortSignal,
  receive: (result: Result) => void,
): Promise<void> {
  const { Piscina } = await import('piscina');
  const threads = Math.min(MAX_WORKERS, os.availableParallelism());
  const pool = new Piscina({ filename: path.join(__dirname, 'worker.js'), minThreads: threads, maxThreads: threads });
  let next = 0;
  const runInTurn = async () => {
    while (next < jobs.length) {
      signal.throwIfAborted();
      const chunk = jobs.slice(next, (next += CHUNK));
      const result = (await pool.run(packJobs(chunk), { name })) as Result[] | UserErrorData;
      if (UserError.isData(result)) throw UserError.fromData(result);
      result.forEach(receive);
    }
  };
  try {
    // Twice as many as threads, so that each finds its next chunk waiting; not all, so that few lie in memory.
    await Promise.all(Array.from({ length: threads * 2 }, runInTurn));
  } finally {
    await pool.destroy();
  }
}
