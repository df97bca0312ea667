import type { AppSpec, Registry } from '@goldenpath/extension';
import { type AppFacts, type FleetResolver, fleetResolver, keyOf, namesOf, namesOfPlatform } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { type ChangedSpecs, type FleetSource, type FoundFile, loadChangedSpecs } from '@goldenpath/spec';
import { hasOverrides, hasPatches } from '../load/patch-rule';
import { platformUnits } from '../synth/plan';
import { todosOf } from '../synth/summary';
import { type AppInPlan, plannedApp } from '../synth/planned-fleet';
import { type CachedApp, type FleetCache, specOf, storedJson, storedSpec } from './cache-text';
import { codeInputs } from './code-inputs';
import { type AppStatus, type FleetListing, UNKNOWN_STATUS } from './fleet-listing';

/** A fleet after a change: its new cache and its facts. */
export interface UpdatedFleet {
  readonly cache: FleetCache;
  readonly resolver: FleetResolver;
  /** Whether no database was added, changed or removed. */
  readonly hasSameDatabases: boolean;
}

/**
 * Updates a cache: reads the changed specs, and resolves them and their dependents.
 *
 * @param files - The changed specs.
 * @param listing - All current applications.
 * @returns `undefined` when there is an error. Loading the whole fleet reports it.
 */
export async function updateFleet(
  cache: FleetCache,
  source: FleetSource,
  files: readonly FoundFile[],
  listing: FleetListing,
): Promise<UpdatedFleet | undefined> {
  const reread = new Set(files.map(({ folder }) => folder));
  const before = new Map(cache.apps.map((app) => [app.files.folder, app]));
  const kept = cache.apps.filter(({ files: { folder } }) => !reread.has(folder) && listing.apps.has(folder));
  const specsKept = kept.map(specOf);
  const loaded = await loadChangedSpecs(source, builtInRegistry, files, specsKept);
  // The cache contains neither the names of extensions nor their effect on specs.
  if (loaded === undefined || loaded.registry.sources.length > 0) return undefined;
  const { platform, registry, changed } = loaded;
  const resolver = fleetResolver(platform, [...specsKept, ...changed.values()], registry);
  const generators = { fingerprint: cache.fingerprint, templates: cache.templates?.folders ?? {} };
  const platformKey = keyOf(resolver.platform);
  const affected = affectedBy(before, changed, listing, platformKey !== cache.platformKey);
  let fits = true;
  const apps = resolver.specs.map((spec) => {
    const known = before.get(spec.name);
    const status = listing.apps.get(spec.name) ?? UNKNOWN_STATUS;
    if (known === undefined || affected.has(spec.name)) {
      const others = new Set<string>();
      const facts = resolver.resolve(spec, (name) => others.add(name));
      // Loading the fleet checks patches and overrides, and reports where they do not fit.
      if (hasPatches(facts, registry) || hasOverrides(facts, registry)) fits = false;
      const planned = plannedApp(facts, resolver.platform, registry, generators);
      return cachedApp({ spec, facts, planned, others, status }, registry);
    }
    return { ...known, files: { ...known.files, ...status } };
  });
  if (!fits || !haveDistinctNames(apps, resolver, registry)) return undefined;
  const units = platformUnits(resolver.platform, registry, cache.fingerprint);
  const hasSameDatabases = databasesIn(cache.apps, affected) === databasesIn(apps, affected);
  return {
    cache: { ...withCode(cache, files, loaded, listing), platformKey, platformUnits: units, apps },
    resolver,
    hasSameDatabases,
  };
}

/** If code was run, all code of the fleet was. */
function withCode(
  cache: FleetCache,
  files: readonly FoundFile[],
  { codeFiles }: Pick<ChangedSpecs, 'codeFiles'>,
  { codeContext }: FleetListing,
): FleetCache {
  if (!files.some((file) => file.path.endsWith('.ts'))) return cache;
  const { codeInputs: _before, ...rest } = cache;
  const inputs = codeFiles && codeInputs(codeFiles, codeContext);
  return { ...rest, ...(inputs && { codeInputs: inputs }) };
}

/** The databases of some applications, in the order of the applications. */
function databasesIn(apps: readonly CachedApp[], some: ReadonlySet<string>): string {
  const databases = apps.flatMap(({ files, summary }) =>
    some.has(files.folder) ? (summary.value.databases ?? []) : [],
  );
  return JSON.stringify(databases);
}

/** Returns the applications whose facts may differ: their own spec, a spec that they read, or the platform changed. */
function affectedBy(
  before: ReadonlyMap<string, CachedApp>,
  changed: ReadonlyMap<string, AppSpec>,
  listing: FleetListing,
  all: boolean,
): ReadonlySet<string> {
  const differ = new Set([...before.keys()].filter((name) => !listing.apps.has(name)));
  for (const [name, spec] of changed) {
    const known = before.get(name);
    if (known === undefined || known.spec.text !== storedSpec(spec).text) differ.add(name);
  }
  const looking = [...before].filter(([, { links }]) => all || links.value.others.some((name) => differ.has(name)));
  return new Set([...differ, ...looking.map(([name]) => name)]);
}

/** The input of {@link cachedApp}. */
interface AppToCache {
  readonly spec: AppSpec;
  readonly facts: AppFacts;
  readonly planned: AppInPlan;
  readonly others: Iterable<string>;
  readonly status: AppStatus;
}

/** Returns the cache entry of one application. */
export function cachedApp({ spec, facts, planned, others, status }: AppToCache, registry: Registry): CachedApp {
  const names = new Set(namesOf(facts, registry).map(({ what }) => what));
  const summary = planned.summary();
  const todos = todosOf(summary.environments);
  return {
    files: { folder: spec.name, ...status },
    brief: { kind: summary.kind, ...(todos.length > 0 && { todos }) },
    units: storedJson(planned.units()),
    summary: storedJson(summary),
    spec: storedSpec(spec),
    links: storedJson({ others: [...others], names: [...names] }),
  };
}

/** Returns whether no two applications claim the same name. */
function haveDistinctNames(apps: readonly CachedApp[], resolver: FleetResolver, registry: Registry): boolean {
  const taken = new Set(namesOfPlatform({ platform: resolver.platform }, registry).map(({ what }) => what));
  return apps.every(({ links }) =>
    links.value.names.every((what) => {
      const isFree = !taken.has(what);
      taken.add(what);
      return isFree;
    }),
  );
}
