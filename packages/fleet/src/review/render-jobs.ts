import type { Job } from '../synth/generators';
import { isWorthWorkers } from '../synth/run-jobs';
import { type RenderedJob, renderJob } from './render';

/** Renders jobs, in worker threads if there are many. The results are in no defined order. */
export async function renderJobs(jobs: readonly Job[], signal: AbortSignal): Promise<RenderedJob[]> {
  const rendered: RenderedJob[] = [];
  if (isWorthWorkers(jobs)) {
    const { runOverWorkers } = await import('../synth/over-workers.js');
    await runOverWorkers<RenderedJob>('renderAll', jobs, signal, (result) => rendered.push(result));
    return rendered;
  }
  for (const job of jobs) {
    signal.throwIfAborted();
    rendered.push(await renderJob(job));
  }
  return rendered;
}
