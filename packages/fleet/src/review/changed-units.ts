import type { Job } from '../synth/generators';
import { jobOf } from '../synth/job-of';
import { planUnits } from '../synth/plan';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { WHOLE_FLEET } from '../synth/units';

/** The trees that a review compares. */
type TreeName = 'manifests' | 'stacks';

/** Names of units in both trees, as in `synth/units.ts`. */
export type UnitNames = Readonly<Record<TreeName, ReadonlySet<string>>>;

const EVERYTHING = { trees: ['manifests', 'stacks'], selection: WHOLE_FLEET, fingerprint: '' } as const;

/** Returns every unit of a fleet with the hash of its input, without the generators. */
function unitKeys(fleet: ResolvedFleet): Map<string, string> {
  const planned = planUnits(fleet, EVERYTHING);
  return new Map(planned.flatMap(({ units }) => units.map(({ tree, unit, key }) => [`${tree} ${unit}`, key] as const)));
}

/**
 * Returns the units whose input differs between two versions, or that exist in only one. The same generators give the same output for all
 * others.
 */
export function changedUnits(base: ResolvedFleet, head: ResolvedFleet): UnitNames {
  const before = unitKeys(base);
  const after = unitKeys(head);
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
    (unit) => before.get(unit) !== after.get(unit),
  );
  return unitNames(differing);
}

/** Returns every unit of a fleet, for a comparison with different generators. */
export function allUnits(fleet: ResolvedFleet): UnitNames {
  return unitNames([...unitKeys(fleet).keys()]);
}

function unitNames(units: readonly string[]): UnitNames {
  const of = (tree: TreeName) =>
    new Set(units.flatMap((unit) => (unit.startsWith(`${tree} `) ? [unit.slice(tree.length + 1)] : [])));
  return { manifests: of('manifests'), stacks: of('stacks') };
}

/** Returns the jobs for the units of a fleet that are in `wanted`. */
export function jobsFor(fleet: ResolvedFleet, wanted: UnitNames): Job[] {
  return planUnits(fleet, EVERYTHING).flatMap(({ app, units }) => {
    const names = (tree: TreeName) =>
      units.flatMap((unit) => (unit.tree === tree && wanted[tree].has(unit.unit) ? [unit.unit] : []));
    const [manifests, stacks] = [names('manifests'), names('stacks')];
    if (manifests.length + stacks.length === 0) return [];
    return [{ ...jobOf(fleet), ...(app !== undefined && { app }), manifests, stacks }];
  });
}
