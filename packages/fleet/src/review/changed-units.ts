import { type Job, jobOf, type TreeName } from '../synth/generators';
import { planUnits } from '../synth/plan';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { WHOLE_FLEET } from '../synth/units';

/** Names units of both trees, as `synth/units.ts` calls them. */
export type UnitNames = Readonly<Record<TreeName, ReadonlySet<string>>>;

const EVERYTHING = { trees: ['manifests', 'stacks'], selection: WHOLE_FLEET, fingerprint: '' } as const;

/** Every unit of a fleet by its tree and name, with the hash of what it is made from, generators left out of account. */
function unitKeys(fleet: ResolvedFleet): Map<string, string> {
  const planned = planUnits(fleet, EVERYTHING);
  return new Map(planned.flatMap(({ units }) => units.map(({ tree, unit, key }) => [`${tree} ${unit}`, key] as const)));
}

/**
 * The units that are made from something else in one version than in the other, or that one version does not have. The same generators make
 * the same of all others.
 */
export function changedUnits(base: ResolvedFleet, head: ResolvedFleet): UnitNames {
  const before = unitKeys(base);
  const after = unitKeys(head);
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
    (unit) => before.get(unit) !== after.get(unit),
  );
  return unitNames(differing);
}

/** Every unit of a fleet: what is compared when the generators are not the same. */
export function allUnits(fleet: ResolvedFleet): UnitNames {
  return unitNames([...unitKeys(fleet).keys()]);
}

function unitNames(units: readonly string[]): UnitNames {
  const of = (tree: TreeName) =>
    new Set(units.flatMap((unit) => (unit.startsWith(`${tree} `) ? [unit.slice(tree.length + 1)] : [])));
  return { manifests: of('manifests'), stacks: of('stacks') };
}

/** The jobs that make those of a fleet's units that are among `wanted`. */
export function jobsFor(fleet: ResolvedFleet, wanted: UnitNames): Job[] {
  return planUnits(fleet, EVERYTHING).flatMap(({ app, units }) => {
    const names = (tree: TreeName) =>
      units.flatMap((unit) => (unit.tree === tree && wanted[tree].has(unit.unit) ? [unit.unit] : []));
    const [manifests, stacks] = [names('manifests'), names('stacks')];
    if (manifests.length + stacks.length === 0) return [];
    return [{ ...jobOf(fleet), ...(app !== undefined && { app }), manifests, stacks }];
  });
}
