import type { Job } from '../synth/generators';
import { isWorthWorkers, runOverWorkers } from '../synth/run-jobs';
import { type RenderedJob, renderJob } from './render';

/** Renders jobs, in worker threads if there are many. The results are in no defined order. */
export async function renderJobs(jobs: readonly Job[], signal: AbortSignal): Promise<RenderedJob[]> {
  const rendered: RenderedJob[] = [];
  if (isWorthWorkers(jobs)) {
    await runOverWorkers<RenderedJob>('renderAll', jobs, signal, (result) => rendered.push(result));
    return rendered;
  }
  for (const job of jobs) {
    signal.throwIfAborted();
    rendered.push(await renderJob(job));
  }
  return rendered;
}
