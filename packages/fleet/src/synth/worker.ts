import { isUserError, type UserErrorData } from '@goldenpath/errors';
import { type RenderedJob, renderJob } from '../review/render';
import { generate, type GeneratedUnit, type Job } from './generators';
import { unpackJobs } from './packed-jobs';

/** Runs the generators in a worker thread, for several applications packed by `packJobs`. */
export function generateAll(packedJobs: string): Promise<GeneratedUnit[] | UserErrorData> {
  return forAll(packedJobs, generate);
}

/** Renders jobs for a review, which compares whole objects. */
export function renderAll(packedJobs: string): Promise<RenderedJob[] | UserErrorData> {
  return forAll(packedJobs, async (job) => [await renderJob(job)]);
}

async function forAll<Result>(
  packedJobs: string,
  work: (job: Job) => Promise<readonly Result[]>,
): Promise<Result[] | UserErrorData> {
  try {
    const results: Result[] = [];
    for (const job of unpackJobs(packedJobs)) results.push(...(await work(job)));
    return results;
  } catch (error) {
    // A structured clone would keep only the message.
    if (isUserError(error)) return error.toJSON();
    throw error;
  }
}
