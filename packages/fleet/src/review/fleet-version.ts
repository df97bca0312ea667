import type { Json } from '@goldenpath/deploy';
import type { Registry } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import type { FleetVersion } from '@goldenpath/review';
import type { ValidFleet } from '../load/load-valid-fleet';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { jobsFor, type UnitNames } from './changed-units';
import type { RenderedJob } from './render';
import { renderJobs } from './render-jobs';

/** The specs of one commit and their facts, as plain data. */
export interface WrittenFacts {
  readonly facts: FleetFacts;
  readonly platformFile: Json;
  readonly writtenApps: ReadonlyMap<string, Json>;
}

/** {@link WrittenFacts} with the registry. Nothing is rendered yet. */
export interface WrittenFleet extends WrittenFacts {
  readonly registry: Registry;
}

/** Returns the specs and facts of a loaded fleet. */
export function writtenFleet({
  facts,
  loaded,
  registry,
}: Pick<ValidFleet, 'facts' | 'loaded' | 'registry'>): WrittenFleet {
  return {
    facts,
    registry,
    platformFile: loaded.platform as unknown as Json,
    writtenApps: new Map(loaded.apps.map(({ spec, document }) => [spec.name, document.value as Json])),
  };
}

/** Returns the fleet of a commit that has none: a platform without environments and applications. */
export function emptyFleet({ facts, registry }: ResolvedFleet): WrittenFleet {
  return {
    facts: { platform: { ...facts.platform, environments: [], accept: [] }, apps: [] },
    registry,
    platformFile: {},
    writtenApps: new Map(),
  };
}

/** Renders the units of a fleet that are in `wanted`. */
export async function renderVersion(
  fleet: WrittenFleet,
  wanted: UnitNames,
  signal: AbortSignal,
): Promise<FleetVersion> {
  return assembleVersion(fleet, await renderJobs(jobsFor(fleet, wanted), signal));
}

/** Combines rendered jobs, in any order, into a version. */
export function assembleVersion(
  { facts, platformFile, writtenApps }: WrittenFacts,
  rendered: readonly RenderedJob[],
): FleetVersion {
  const objects = rendered.flatMap((job) =>
    job.app === undefined ? [] : [[job.app, new Map(Object.entries(job.objects))] as const],
  );
  const stacks = rendered.flatMap((job) => Object.entries(job.stacks));
  return { facts, platformFile, writtenApps, objects: new Map(objects), stacks: new Map(stacks) };
}
