import type { ExtensionSource } from '@goldenpath/extension';
import type { GeneratedFile } from '@goldenpath/files';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import type { TemplateFolders } from '@goldenpath/scaffold';
import { explainFailedPart } from './failed-part';

/** The units to generate for one application or the platform. Plain data, which can be passed to worker threads. */
export interface Job {
  readonly platform: PlatformFacts;
  /** The sources of the fleet's extensions. @default none */
  readonly extensions?: readonly ExtensionSource[];
  /** The application; undefined for the platform's stacks. */
  readonly app?: AppFacts;
  /** The requested units, by tree. */
  readonly manifests: readonly string[];
  readonly stacks: readonly string[];
  /** @default none */
  readonly repositories?: readonly string[];
  /** The templates of the platform. @default none */
  readonly templates?: TemplateFolders;
  /** The folder of the manifests. The release state is read from the overlays there and kept. @default no release state */
  readonly manifestsRoot?: string;
}

/** The generated files of one unit. */
export interface GeneratedUnit {
  readonly tree: TreeName;
  readonly unit: string;
  readonly files: readonly GeneratedFile[];
}

/** `manifests`: for Argo CD. `stacks`: for Terraform. `repositories`: the initial content of application repositories. */
export type TreeName = 'manifests' | 'stacks' | 'repositories';

/**
 * Runs the generators for a job. They are loaded on first use: cdk8s and CDKTF each take a tenth of a second to load.
 *
 * @throws UserError when a part of an extension throws.
 */
export async function generate(job: Job): Promise<GeneratedUnit[]> {
  return explainFailedPart(() => generateUnits(job));
}

async function generateUnits(job: Job): Promise<GeneratedUnit[]> {
  const manifests = job.manifests.length === 0 ? [] : (await import('./generate-manifests.js')).generateManifests(job);
  const stacks = job.stacks.length === 0 ? [] : (await import('./generate-stacks.js')).generateStacks(job);
  const wanted = job.repositories ?? [];
  const repositories =
    wanted.length === 0 ? [] : (await import('./generate-repositories.js')).generateRepositories(job);
  return [...manifests, ...stacks, ...repositories];
}
