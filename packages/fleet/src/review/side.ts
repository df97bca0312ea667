import type { Json } from '@goldenpath/deploy';
import type { Registry } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import type { FleetVersion } from '@goldenpath/review';
import type { ValidFleet } from '../load/load-valid-fleet';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { jobsFor, type UnitNames } from './changed-units';
import type { RenderedJob } from './render';
import { renderJobs } from './render-jobs';

/** What a person wrote at one commit, and the facts that it resolves to: plain data. */
export interface WrittenFacts {
  readonly facts: FleetFacts;
  readonly platformFile: Json;
  readonly writtenApps: ReadonlyMap<string, Json>;
}

/** The same with the parts that the facts are of; nothing is rendered yet. */
export interface WrittenFleet extends WrittenFacts {
  readonly registry: Registry;
}

/** A loaded fleet as a review reads it. */
export function writtenFleet({ facts, loaded, registry }: ValidFleet): WrittenFleet {
  return {
    facts,
    registry,
    platformFile: loaded.platform as unknown as Json,
    writtenApps: new Map(loaded.apps.map(({ spec, document }) => [spec.name, document.value as Json])),
  };
}

/** A commit from before there was a fleet: a platform without environments and applications. */
export function emptyFleet({ facts, registry }: ResolvedFleet): WrittenFleet {
  return {
    facts: { platform: { ...facts.platform, environments: [], accept: [] }, apps: [] },
    registry,
    platformFile: {},
    writtenApps: new Map(),
  };
}

/** Makes of a fleet what a review compares: those of its units that are among `wanted`. */
export async function makeSide(fleet: WrittenFleet, wanted: UnitNames, signal: AbortSignal): Promise<FleetVersion> {
  return assembleSide(fleet, await renderJobs(jobsFor(fleet, wanted), signal));
}

/** One side of what was rendered, in whatever order. */
export function assembleSide(
  { facts, platformFile, writtenApps }: WrittenFacts,
  rendered: readonly RenderedJob[],
): FleetVersion {
  const objects = rendered.flatMap((job) =>
    job.app === undefined ? [] : [[job.app, new Map(Object.entries(job.objects))] as const],
  );
  const stacks = rendered.flatMap((job) => Object.entries(job.stacks));
  return { facts, platformFile, writtenApps, objects: new Map(objects), stacks: new Map(stacks) };
}
