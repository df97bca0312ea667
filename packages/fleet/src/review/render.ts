import type { KubernetesObject, StackContent } from '@goldenpath/review';
import type { Job } from '../synth/generators';
import { explainFailedPart } from '../synth/failed-part';
import { registryOf } from '../synth/registry-of';
import { appUnit } from '../synth/units';

/** The objects and stacks of one application or of the platform, as plain data that can be passed between threads. */
export interface RenderedJob {
  /** `undefined` for platform stacks. */
  readonly app?: string;
  /** Whole objects, by environment. */
  readonly objects: Readonly<Record<string, readonly KubernetesObject[]>>;
  /** By name. */
  readonly stacks: Readonly<Record<string, StackContent>>;
}

/**
 * Renders the objects of an application and the stacks in the job. Generators are loaded on demand.
 *
 * @throws UserError when a part of an extension throws.
 */
export async function renderJob(job: Job): Promise<RenderedJob> {
  return explainFailedPart(async () => ({
    ...(job.app !== undefined && { app: job.app.name }),
    objects: job.manifests.length === 0 ? {} : await objectsOf(job),
    stacks: job.stacks.length === 0 ? {} : await stacksOf(job),
  }));
}

/** Only in the job's environments: in all others base and head are equal. */
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
