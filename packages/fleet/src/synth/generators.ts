import type { ExtensionSource, Registry } from '@goldenpath/extension';
import type { GeneratedFile } from '@goldenpath/files';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import { explainFailedPart } from './failed-part';

/** What one application, or the platform itself, is asked for. Plain data: it crosses to worker threads. */
export interface Job {
  readonly platform: PlatformFacts;
  /** What the extensions of the fleet were loaded from. @default none */
  readonly extensions?: readonly ExtensionSource[];
  /** The application; the platform's own stacks where there is none. */
  readonly app?: AppFacts;
  /** The units wanted, by the tree that they go to. */
  readonly manifests: readonly string[];
  readonly stacks: readonly string[];
  /** Where the manifests are, since what runs is release state: it is read from the overlays there, and stays. @default nothing runs */
  readonly manifestsRoot?: string;
}

/** What {@link jobOf} needs of a fleet. */
interface FleetOfJobs {
  readonly facts: { readonly platform: PlatformFacts };
  readonly registry: Registry;
}

/** What all jobs of a fleet have in common. */
export function jobOf({ facts, registry }: FleetOfJobs): Pick<Job, 'platform' | 'extensions'> {
  return { platform: facts.platform, ...(registry.sources.length > 0 && { extensions: registry.sources }) };
}

/** The files of one unit, on their way to a tree. */
export interface GeneratedUnit {
  readonly tree: TreeName;
  readonly unit: string;
  readonly files: readonly GeneratedFile[];
}

/** `manifests`: what Argo CD syncs. `stacks`: what Terraform applies. */
export type TreeName = 'manifests' | 'stacks';

/**
 * Runs the generators for a job. They are loaded when they are first needed: cdk8s and CDKTF each cost a tenth of a
 * second that a command which makes nothing does not pay.
 *
 * @throws UserError where a part of an extension throws.
 */
export async function generate(job: Job): Promise<GeneratedUnit[]> {
  return explainFailedPart(() => generateUnits(job));
}

async function generateUnits(job: Job): Promise<GeneratedUnit[]> {
  const manifests = job.manifests.length === 0 ? [] : (await import('./generate-manifests.js')).generateManifests(job);
  const stacks = job.stacks.length === 0 ? [] : (await import('./generate-stacks.js')).generateStacks(job);
  return [...manifests, ...stacks];
}
