import * as os from 'node:os';
import * as path from 'node:path';
import { UserError, type UserErrorData } from '@goldenpath/errors';
import { Piscina } from 'piscina';
import type { Job } from './generators';
import { packJobs } from './packed-jobs';

const MAX_WORKERS = 8;
/** Jobs per message to a worker: enough to make the overhead small, few enough to keep results small. */
const CHUNK = 16;

/** The functions that worker.ts exports. */
export type WorkerTask = 'generateAll' | 'renderAll';

/** Runs jobs in worker threads. Results arrive in no defined order. */
export async function runOverWorkers<Result>(
  name: WorkerTask,
  jobs: readonly Job[],
  signal: AbortSignal,
  receive: (result: Result) => void,
): Promise<void> {
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
    // Twice the number of threads, so that the next chunk is always ready and few chunks are in memory.
    await Promise.all(Array.from({ length: threads * 2 }, runInTurn));
  } finally {
    await pool.destroy();
  }
}
