import type { Job } from '../synth/generators';
import { isWorthWorkers, runOverWorkers } from '../synth/run-jobs';
import { type RenderedJob, renderJob } from './render';

/** Renders many jobs, over worker threads where there are many; the results come in no defined order. */
export async function renderJobs(jobs: readonly Job[]): Promise<RenderedJob[]> {
  const rendered: RenderedJob[] = [];
  if (isWorthWorkers(jobs)) await runOverWorkers<RenderedJob>('renderAll', jobs, (result) => rendered.push(result));
  else for (const job of jobs) rendered.push(await renderJob(job));
  return rendered;
}
