import type { KubernetesObject, StackContent } from '@goldenpath/review';
import type { Job } from '../synth/generators';
import { explainFailedPart } from '../synth/failed-part';
import { registryOf } from '../synth/registry-of';
import { appUnit } from '../synth/units';

/** What one application, or the platform, is in the cluster and in the cloud. Plain data: it crosses between threads. */
export interface RenderedJob {
  /** `undefined` for the platform's own stacks. */
  readonly app?: string;
  /** Whole objects, by environment. */
  readonly objects: Readonly<Record<string, readonly KubernetesObject[]>>;
  /** By name. */
  readonly stacks: Readonly<Record<string, StackContent>>;
}

/**
 * Renders the objects of an application and the stacks that the job names. Generators are loaded where they are needed.
 *
 * @throws UserError where a part of an extension throws.
 */
export async function renderJob(job: Job): Promise<RenderedJob> {
  return explainFailedPart(async () => ({
    ...(job.app !== undefined && { app: job.app.name }),
    objects: job.manifests.length === 0 ? {} : await objectsOf(job),
    stacks: job.stacks.length === 0 ? {} : await stacksOf(job),
  }));
}

/** In the environments that the job names: in others they are the same in base and head. */
async function objectsOf({ app, extensions, manifests }: Job): Promise<RenderedJob['objects']> {
  if (app === undefined) return {};
  const { appRenderer } = await import('@goldenpath/manifests');
  const render = appRenderer(app.name, registryOf(extensions ?? []));
  const wanted = app.environments.filter(({ environment }) => manifests.includes(appUnit(app.name, environment)));
  const rendered = wanted.map((facts) => [facts.environment, render(facts) as unknown as KubernetesObject[]] as const);
  return Object.fromEntries(rendered.filter(([, objects]) => objects.length > 0));
}

async function stacksOf(job: Job): Promise<RenderedJob['stacks']> {
  const { generateStacks } = await import('../synth/generate-stacks.js');
  const files = generateStacks(job).flatMap((unit) => unit.files);
  return Object.fromEntries(
    files.map(({ path, content }) => [path.split('/')[1] ?? '', JSON.parse(content) as StackContent]),
  );
}
