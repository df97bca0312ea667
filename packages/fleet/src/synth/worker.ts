import { isUserError, type UserErrorData } from '@goldenpath/errors';
import { type RenderedJob, renderJob } from '../review/render';
import { generate, type GeneratedUnit, type Job } from './generators';
import { unpackJobs } from './packed-jobs';

/** What a worker thread runs: the generators, for several applications at a time, as `packJobs` packs them. */
export function generateAll(packedJobs: string): Promise<GeneratedUnit[] | UserErrorData> {
  return forAll(packedJobs, generate);
}

/** The same for a review, which compares whole objects. */
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
    // A structured clone would keep its message only.
    if (isUserError(error)) return error.toJSON();
    throw error;
  }
}
