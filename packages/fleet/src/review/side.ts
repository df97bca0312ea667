import type { Json } from '@goldenpath/deploy';
import type { FleetFacts } from '@goldenpath/model';
import type { FleetVersion } from '@goldenpath/review';
import type { ValidFleet } from '../load/load-valid-fleet';
import { jobsFor, type UnitNames } from './changed-units';
import type { RenderedJob } from './render';
import { renderJobs } from './render-jobs';

/** What a person wrote at one commit, and what it means; nothing is made of it yet. */
export interface WrittenFleet {
  readonly facts: FleetFacts;
  readonly platformFile: Json;
  readonly writtenApps: ReadonlyMap<string, Json>;
}

/** A loaded fleet as a review reads it. */
export function writtenFleet({ facts, loaded }: ValidFleet): WrittenFleet {
  return {
    facts,
    platformFile: loaded.platform as unknown as Json,
    writtenApps: new Map(loaded.apps.map(({ spec, document }) => [spec.name, document.value as Json])),
  };
}

/** A commit from before there was a fleet: a platform without environments and applications. */
export function emptyFleet({ platform }: FleetFacts): WrittenFleet {
  return {
    facts: { platform: { ...platform, environments: [], accept: [] }, apps: [] },
    platformFile: {},
    writtenApps: new Map(),
  };
}

/** Makes of a fleet what a review compares: those of its units that are among `wanted`. */
export async function makeSide(fleet: WrittenFleet, wanted: UnitNames, signal: AbortSignal): Promise<FleetVersion> {
  return assembleSide(fleet, await renderJobs(jobsFor(fleet.facts, wanted), signal));
}

/** One side of what was rendered, in whatever order. */
export function assembleSide(fleet: WrittenFleet, rendered: readonly RenderedJob[]): FleetVersion {
  const objects = rendered.flatMap((job) =>
    job.app === undefined ? [] : [[job.app, new Map(Object.entries(job.objects))] as const],
  );
  const stacks = rendered.flatMap((job) => Object.entries(job.stacks));
  return { ...fleet, objects: new Map(objects), stacks: new Map(stacks) };
}
