import type { Job } from '../synth/generators';
import { type RenderedJob, renderJob } from './render';

/** Each worker loads the generators for itself: with fewer jobs than this, the main thread is faster. */
const WORTH_WORKERS = 300;

/** Renders jobs, in worker threads if there are many. The results are in no defined order. */
export async function renderJobs(jobs: readonly Job[], signal: AbortSignal): Promise<RenderedJob[]> {
  const rendered: RenderedJob[] = [];
  if (jobs.length >= WORTH_WORKERS) {
    const { runOverWorkers } = await import('./over-workers.js');
    await runOverWorkers<RenderedJob>(jobs, signal, (result) => rendered.push(result));
    return rendered;
  }
  for (const job of jobs) {
    signal.throwIfAborted();
    rendered.push(await renderJob(job));
  }
  return rendered;
}
