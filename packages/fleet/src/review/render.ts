import type { KubernetesObject, StackContent } from '@goldenpath/review';
import type { Job } from '../synth/generators';

/** What one application, or the platform, is in the cluster and in the cloud. Plain data: it crosses between threads. */
export interface RenderedJob {
  /** `undefined` for the platform's own stacks. */
  readonly app?: string;
  /** Whole objects, by environment. */
  readonly objects: Readonly<Record<string, readonly KubernetesObject[]>>;
  /** By name. */
  readonly stacks: Readonly<Record<string, StackContent>>;
}

/** Renders the objects of an application and the stacks that the job names. Generators are loaded where they are needed. */
export async function renderJob(job: Job): Promise<RenderedJob> {
  return {
    ...(job.app !== undefined && { app: job.app.name }),
    objects: job.manifests.length === 0 ? {} : await objectsOf(job),
    stacks: job.stacks.length === 0 ? {} : await stacksOf(job),
  };
}

async function objectsOf({ app }: Job): Promise<RenderedJob['objects']> {
  const { renderApp } = await import('@goldenpath/manifests');
  const environments = app?.environments.filter(({ workload }) => workload !== undefined) ?? [];
  return Object.fromEntries(
    environments.map((facts) => [facts.environment, renderApp(facts) as unknown as KubernetesObject[]]),
  );
}

async function stacksOf(job: Job): Promise<RenderedJob['stacks']> {
  const { generateStacks } = await import('../synth/generate-stacks.js');
  const files = generateStacks(job).flatMap((unit) => unit.files);
  return Object.fromEntries(
    files.map(({ path, content }) => [path.split('/')[1] ?? '', JSON.parse(content) as StackContent]),
  );
}
