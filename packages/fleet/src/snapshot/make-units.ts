import { stacksManifest } from '@goldenpath/infra';
import { keyOf } from '@goldenpath/model';
import type { FleetContext } from '../context';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { generatorFingerprint } from '../synth/fingerprint';
import type { Job, TreeName } from '../synth/generators';
import { jobOf } from '../synth/job-of';
import { type PlannedApp, type PlannedUnit, planUnits } from '../synth/plan';
import { runJobs } from '../synth/run-jobs';
import { STACK_LIST_UNIT, WHOLE_FLEET } from '../synth/units';
import type { SnapshotUnit } from './format';

/** Repositories are made from specs, and no operation on a snapshot needs them. */
const TREES: readonly TreeName[] = ['manifests', 'stacks'];

/** The manifests and stacks of a whole fleet, in an order that only depends on the fleet. Nothing is released in them. */
export async function makeUnits(
  fleet: ResolvedFleet,
  { signal, onProgress }: Pick<FleetContext, 'signal' | 'onProgress'>,
): Promise<SnapshotUnit[]> {
  const fingerprint = generatorFingerprint(fleet.registry);
  const planned = planUnits(fleet, { trees: TREES, selection: WHOLE_FLEET, fingerprint });
  const all = planned.flatMap(({ units }) => units);
  const made = new Map<string, SnapshotUnit>();
  const keys = new Map(all.map(({ tree, unit, key }) => [`${tree} ${unit}`, key]));
  await runJobs(
    planned.map((one) => jobFor(one, fleet)),
    signal,
    ({ tree, unit, files }) => {
      made.set(`${tree} ${unit}`, { tree, unit, key: keys.get(`${tree} ${unit}`) ?? '', files });
      onProgress({ kind: 'units', done: made.size, all: all.length });
    },
  );
  return [...all.flatMap(({ tree, unit }) => made.get(`${tree} ${unit}`) ?? []), stackList(all)];
}

function jobFor({ app, units }: PlannedApp, fleet: ResolvedFleet): Job {
  const of = (name: TreeName) => units.filter(({ tree }) => tree === name).map(({ unit }) => unit);
  return {
    ...jobOf(fleet),
    ...(app !== undefined && { app }),
    manifests: of('manifests'),
    stacks: of('stacks'),
  };
}

function stackList(units: readonly PlannedUnit[]): SnapshotUnit {
  const stacks = units.flatMap(({ stack }) => stack ?? []).sort((a, b) => (a.name < b.name ? -1 : 1));
  const key = keyOf(stacks.map(({ name, dependsOn }) => [name, dependsOn]));
  return { tree: 'stacks', unit: STACK_LIST_UNIT, key, files: [stacksManifest(stacks)] };
}
