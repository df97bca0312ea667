import { isUserError, type UserErrorData } from '@goldenpath/errors';
import { type RenderedJob, renderJob } from './render';
import { unpackJobs } from './packed-jobs';

/** Renders jobs for a review, which compares whole objects, in a worker thread: several applications packed by `packJobs`. */
export async function renderAll(packedJobs: string): Promise<RenderedJob[] | UserErrorData> {
  try {
    const results: RenderedJob[] = [];
    for (const job of unpackJobs(packedJobs)) results.push(await renderJob(job));
    return results;
  } catch (error) {
    // A structured clone would keep only the message.
    if (isUserError(error)) return error.toJSON();
    throw error;
  }
}
