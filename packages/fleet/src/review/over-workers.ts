import * as os from 'node:os';
import * as path from 'node:path';
import { UserError, type UserErrorData } from '@goldenpath/errors';
import { Piscina } from 'piscina';
import type { Job } from '../synth/generators';
import { packJobs } from './packed-jobs';

const MAX_WORKERS = 8;
/** A quarter of what Node takes. What a job makes is garbage when it is sent, so a larger one only takes memory. */
const YOUNG_GENERATION_MB = 12;
/** Jobs per message to a worker: enough to make the overhead small, few enough to keep results small. */
const CHUNK = 16;

/** Runs `renderAll` in worker threads. Results arrive in no defined order. */
export async function runOverWorkers<Result>(
  jobs: readonly Job[],
  signal: AbortSignal,
  receive: (result: Result) => void,
): Promise<void> {
  // The main thread has as much to do: it compares and writes what the workers make.
  const threads = Math.min(MAX_WORKERS, Math.max(1, os.availableParallelism() - 1));
  const pool = new Piscina({
    filename: path.join(__dirname, 'worker.js'),
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  let next = 0;
  const runInTurn = async () => {
    while (next < jobs.length) {
      signal.throwIfAborted();
      const chunk = jobs.slice(next, (next += CHUNK));
      const result = (await pool.run(packJobs(chunk), { name: 'renderAll' })) as Result[] | UserErrorData;
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
