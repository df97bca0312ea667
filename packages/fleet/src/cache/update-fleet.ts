import type { AppSpec, Registry } from '@goldenpath/extension';
import { type AppFacts, type FleetResolver, namesOf, namesOfPlatform, namesReferredTo } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { type ChangedSpecs, type FleetSource, type FoundFile, loadChangedSpecs } from '@goldenpath/spec';
import { hasOverrides, hasPatches } from '../load/patch-rule';
import { todosOf } from '../synth/summary';
import { type AppInPlan, plannedApp } from '../synth/planned-fleet';
import { type CachedApp, type FleetCache, storedJson, storedSpec } from './cache-text';
import { codeInputs } from './code-inputs';
import { type FleetBasis, fleetBasis } from './fleet-basis';
import { type AppStatus, type FleetListing, UNKNOWN_STATUS } from './fleet-listing';

/** A fleet after a change: its new cache and its facts. */
export interface UpdatedFleet {
  readonly cache: FleetCache;
  readonly basis: FleetBasis;
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
  const loaded = await loadChangedSpecs(source, builtInRegistry, files, cache.platform.value ?? undefined);
  // The cache contains neither the names of extensions nor their effect on specs.
  if (loaded === undefined || loaded.registry.sources.length > 0) return undefined;
  const { registry } = loaded;
  const names = [...listing.apps.keys()].sort();
  const basis = fleetBasis({ cache, loaded, names });
  if (basis === undefined) return undefined;
  const apps = appsAfter(cache, basis, names, listing, registry);
  if (apps === undefined) return undefined;
  if (claimsMore(cache, apps, basis) && !haveDistinctNames(apps, basis.resolver, registry)) return undefined;
  const { affected, platform } = basis;
  const { platformKey, platformUnits, platformFacts } = platform;
  const hasSameDatabases = databasesIn(cache.apps, affected) === databasesIn(apps, affected);
  return {
    cache: { ...withCode(cache, files, loaded, listing), platformKey, platformUnits, platformFacts, apps },
    basis,
    hasSameDatabases,
  };
}

/** @returns `undefined` when patches or overrides must be checked. Loading the fleet reports where they do not fit. */
function appsAfter(
  cache: FleetCache,
  { resolver, specOf, affected }: FleetBasis,
  names: readonly string[],
  listing: FleetListing,
  registry: Registry,
): CachedApp[] | undefined {
  const before = new Map(cache.apps.map((app) => [app.files.folder, app]));
  const generators = { fingerprint: cache.fingerprint, templates: cache.templates?.folders ?? {} };
  let fits = true;
  const apps = names.map((name) => {
    const known = before.get(name);
    const status = listing.apps.get(name) ?? UNKNOWN_STATUS;
    if (known !== undefined && !affected.has(name)) return { ...known, files: { ...known.files, ...status } };
    const spec = specOf(name);
    if (spec === undefined) throw new Error(`The fleet has no application ${name}.`);
    const others = new Set<string>();
    const facts = resolver.resolve(spec, (other) => others.add(other));
    if (hasPatches(facts, registry) || hasOverrides(facts, registry)) fits = false;
    const planned = plannedApp(facts, resolver.platform, registry, generators);
    return cachedApp({ spec, facts, planned, others, status }, registry);
  });
  return fits ? apps : undefined;
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
  // A claim also differs where only `sharedBy` does: a host is in another environment.
  const claims = namesOf(facts, registry).flatMap(({ what, sharedBy }) =>
    sharedBy === undefined ? [what] : [what, `${what} in ${sharedBy}`],
  );
  const summary = planned.summary();
  const todos = todosOf(summary.environments);
  return {
    files: { folder: spec.name, ...status },
    brief: { kind: summary.kind, ...(todos.length > 0 && { todos }) },
    units: storedJson(planned.units()),
    summary: storedJson(summary),
    spec: storedSpec(spec),
    links: storedJson({
      others: [...new Set([...others, ...namesReferredTo(spec, registry)])],
      names: [...new Set(claims)],
    }),
  };
}

/** Returns whether an application or the platform claims a name that it did not claim before: then all are compared. */
function claimsMore(cache: FleetCache, apps: readonly CachedApp[], { platform, affected }: FleetBasis): boolean {
  if (platform !== cache) return true;
  const before = new Map(cache.apps.map((app) => [app.files.folder, app]));
  return apps.some(({ files: { folder }, links }) => {
    if (!affected.has(folder)) return false;
    const known = before.get(folder)?.links.value.names ?? [];
    return links.value.names.some((name) => !known.includes(name));
  });
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
