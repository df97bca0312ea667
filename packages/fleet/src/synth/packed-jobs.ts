import type { Job } from './generators';

/** What jobs have in common is in there once. */
interface PackedJobs {
  readonly platform: Job['platform'] | undefined;
  readonly extensions: Job['extensions'];
  readonly jobs: readonly Omit<Job, 'platform' | 'extensions'>[];
}

/**
 * Jobs of one run as a text for a worker: facts are JSON, and writing and reading it takes half the time of letting Node
 * copy them between threads.
 */
export function packJobs(jobs: readonly Job[]): string {
  const packed: PackedJobs = {
    platform: jobs[0]?.platform,
    extensions: jobs[0]?.extensions,
    jobs: jobs.map(({ platform: _platform, extensions: _extensions, ...job }) => job),
  };
  return JSON.stringify(packed);
}

/** The jobs in a text that {@link packJobs} made. */
export function unpackJobs(text: string): Job[] {
  const { platform, extensions, jobs } = JSON.parse(text) as PackedJobs;
  if (platform === undefined) return [];
  return jobs.map((job) => ({ ...job, platform, ...(extensions !== undefined && { extensions }) }));
}
