import { assertCompatiblePaths, comparePaths } from '@goldenpath/files';
import type { TreeRecord } from './record';
import type { UnitRecord } from './unit-record';

/** The planned content of a tree. It is computed without reading the disk. */
export interface Plan {
  /** The record to leave. */
  readonly complete: TreeRecord;
  /** The record while files move: it knows the old files too, should the run end there. */
  readonly writing: TreeRecord;
  /** Files of earlier runs that are no longer generated, with the digests we once wrote, in order of path. */
  readonly orphans: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Plans a tree.
 *
 * @param before The tree's record.
 * @param generated The units that this run generated or kept.
 * @param covers Which units this run answers for: one of those that it did not make is gone.
 * @throws FileCollisionError when two units made the same file.
 */
export function planTree(
  before: TreeRecord,
  generated: ReadonlyMap<string, UnitRecord>,
  covers: (unit: string) => boolean,
): Plan {
  const units = new Map(generated);
  let taken: ReadonlySet<string> | undefined;
  for (const [name, unit] of before.units) {
    if (generated.has(name) || covers(name)) continue;
    taken ??= pathsOf(generated.values());
    units.set(name, withoutPaths(unit, taken));
  }
  if (hasNewPaths(before, units)) assertDistinct(units.values());
  const known = knownFiles(before, units);
  const wanted = wantedDigests(units, before);
  return {
    complete: { status: 'complete', units, leftovers: new Map() },
    writing: { status: 'writing', units, leftovers: leftoversOf(known, wanted) },
    orphans: new Map([...known].filter(([path]) => !wanted.has(path)).sort(([a], [b]) => comparePaths(a, b))),
  };
}

function pathsOf(units: Iterable<UnitRecord>): Set<string> {
  const paths = new Set<string>();
  for (const { managed, once } of units) for (const path of [...managed.keys(), ...once]) paths.add(path);
  return paths;
}

/** A unit outside the run's scope loses the files that moved to another unit, and is then never fresh. */
function withoutPaths(unit: UnitRecord, taken: ReadonlySet<string>): UnitRecord {
  const managed = new Map([...unit.managed].filter(([path]) => !taken.has(path)));
  const once = unit.once.filter((path) => !taken.has(path));
  const lost = managed.size < unit.managed.size || once.length < unit.once.length;
  return lost ? { key: '', managed, once } : unit;
}

/** Without new ones, the files can be side by side: they are. */
function hasNewPaths({ units: before }: TreeRecord, units: ReadonlyMap<string, UnitRecord>): boolean {
  return [...units].some(([name, unit]) => {
    const known = before.get(name);
    if (known === unit) return false;
    const isKnown = (path: string) => known?.managed.has(path) === true || known?.once.includes(path) === true;
    return ![...unit.managed.keys(), ...unit.once].every(isKnown);
  });
}

function assertDistinct(units: Iterable<UnitRecord>): void {
  const paths: string[] = [];
  for (const { managed, once } of units) paths.push(...managed.keys(), ...once);
  assertCompatiblePaths(paths);
}

/**
 * Every file that we may have written and every digest that it may have.
 *
 * @param after - A unit that is the same in it has no file that is to be replaced or removed, and is left out.
 */
function knownFiles(record: TreeRecord, after: TreeRecord['units']): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const [name, unit] of record.units) {
    if (isSettled(record, name, after)) continue;
    for (const [path, sum] of unit.managed) known.set(path, new Set([sum]));
  }
  for (const [path, sums] of record.leftovers) {
    const all = known.get(path) ?? new Set();
    for (const sum of sums) all.add(sum);
    known.set(path, all);
  }
  return known;
}

/** The digest of each file that the tree is to hold; none for the team's own. Without the units that {@link knownFiles} leaves out. */
function wantedDigests(units: TreeRecord['units'], before: TreeRecord): Map<string, string | undefined> {
  const wanted = new Map<string, string | undefined>();
  for (const [name, unit] of units) {
    if (isSettled(before, name, units)) continue;
    for (const [path, sum] of unit.managed) wanted.set(path, sum);
    for (const path of unit.once) wanted.set(path, undefined);
  }
  return wanted;
}

/** Whether a unit stays as it is. After an interrupted run none is: what that run left can be in the place of any file. */
function isSettled(before: TreeRecord, name: string, after: TreeRecord['units']): boolean {
  const unit = before.units.get(name);
  return before.leftovers.size === 0 && unit !== undefined && after.get(name) === unit;
}

function leftoversOf(
  known: ReadonlyMap<string, ReadonlySet<string>>,
  wanted: ReadonlyMap<string, string | undefined>,
): Map<string, string[]> {
  const leftovers = new Map<string, string[]>();
  for (const [path, sums] of known) {
    const isTeams = wanted.has(path) && wanted.get(path) === undefined;
    const old = [...sums].filter((sum) => sum !== wanted.get(path)).sort();
    if (old.length > 0 && !isTeams) leftovers.set(path, old);
  }
  return leftovers;
}
