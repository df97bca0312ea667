import type { Registry } from '@goldenpath/extension';
import {
  type FleetResolver,
  fleetResolver,
  keyOf,
  namesReferredTo,
  resolvePlatform,
  resolverOf,
} from '@goldenpath/model';
import { type AppSpec, type ChangedSpecs, haveValidUses } from '@goldenpath/spec';
import { platformUnits } from '../synth/plan';
import { type CachedApp, type FleetCache, specOf, storedJson, storedSpec } from './cache-text';

/** A fleet after a change, as far as its applications depend on it. */
export interface FleetBasis {
  readonly resolver: FleetResolver;
  /** Finds the spec of an application. */
  readonly specOf: (name: string) => AppSpec | undefined;
  /** The names of all applications whose facts may differ. */
  readonly affected: ReadonlySet<string>;
  readonly platform: Pick<FleetCache, 'platformKey' | 'platformUnits' | 'platformFacts'>;
}

/** The change of a fleet. */
export interface FleetChange {
  readonly cache: FleetCache;
  readonly loaded: ChangedSpecs;
  /** The names of all applications, in code unit order. */
  readonly names: readonly string[];
}

/** Beyond so many applications, the whole fleet is resolved in the same time. */
const FEW = 20;

/** @returns `undefined` when specs do not fit together. Loading the whole fleet reports it. */
export function fleetBasis(change: FleetChange): FleetBasis | undefined {
  const specs = specsOf(change);
  const differ = differing(change);
  const dependents = dependentsOf(differ, change);
  const concerned = [...new Set([...differ, ...dependents])].sort();
  const isFew = concerned.length <= FEW;
  const checked = (isFew ? concerned : change.names).flatMap((name) => specs.now(name) ?? []);
  const { registry } = change.loaded;
  if (!haveValidUses(checked, isFew ? closureOf(checked, specs, registry) : checked, change.loaded)) return undefined;
  const isSame = isFew && concerned.every((name) => isSameForPlatform(name, specs, change.loaded));
  return isSame ? sameBasis(change, specs, new Set(concerned)) : newBasis(change, specs, new Set(concerned));
}

/** The specs of a fleet by name, parsed on demand. */
interface Specs {
  readonly before: (name: string) => AppSpec | undefined;
  readonly now: (name: string) => AppSpec | undefined;
}

function specsOf({ cache, loaded, names }: FleetChange): Specs {
  const cached = new Map(cache.apps.map((app) => [app.files.folder, app]));
  const here = new Set(names);
  const parsed = new Map<string, AppSpec | undefined>();
  const before = (name: string): AppSpec | undefined => {
    if (!parsed.has(name)) {
      const app = cached.get(name);
      parsed.set(name, app && specOf(app));
    }
    return parsed.get(name);
  };
  return { before, now: (name) => loaded.changed.get(name) ?? (here.has(name) ? before(name) : undefined) };
}

/** Returns the applications that were added or removed, or whose specs differ. */
function differing({ cache, loaded, names }: FleetChange): ReadonlySet<string> {
  const here = new Set(names);
  const before = new Map(cache.apps.map((app) => [app.files.folder, app]));
  const differ = new Set([...before.keys()].filter((name) => !here.has(name)));
  for (const [name, spec] of loaded.changed) {
    if (before.get(name)?.spec.text !== storedSpec(spec).text) differ.add(name);
  }
  return differ;
}

/** Returns the applications that depend on the spec of one that differs. */
function dependentsOf(differ: ReadonlySet<string>, { cache, names }: FleetChange): string[] {
  const here = new Set(names);
  const texts = [...differ].map((name) => JSON.stringify(name));
  // Most lines do not contain the name, and need not be parsed.
  const looking = ({ files, links }: CachedApp) =>
    here.has(files.folder) &&
    texts.some((text) => links.text.includes(text)) &&
    links.value.others.some((name) => differ.has(name));
  return differ.size === 0 ? [] : cache.apps.filter(looking).map(({ files }) => files.folder);
}

/** Returns specs and all that they refer to, directly or through others. */
function closureOf(specs: readonly AppSpec[], { now }: Specs, registry: Registry): AppSpec[] {
  const found = new Map(specs.map((spec) => [spec.name, spec]));
  // A map that grows during iteration is iterated to its end.
  for (const spec of found.values()) {
    for (const name of namesReferredTo(spec, registry)) {
      const other = found.has(name) ? undefined : now(name);
      if (other !== undefined) found.set(name, other);
    }
  }
  return [...found.values()];
}

/**
 * Returns whether an application contributes the same as before to the facts of the platform.
 *
 * These are lists, sets and maxima over all applications, to which each contributes by its own spec and by those that it refers to. So they
 * stay the same if a platform with this application alone does. What parts make of all applications is not compared: the settings of these
 * parts must be the same.
 */
function isSameForPlatform(name: string, { before, now }: Specs, { platform, registry }: ChangedSpecs): boolean {
  const [old, changed] = [before(name), now(name)];
  if (old === undefined || changed === undefined) return false;
  if (keyOf(forParts(old, registry)) !== keyOf(forParts(changed, registry))) return false;
  const alone = (spec: AppSpec, get: Specs['now']) => keyOf(resolvePlatform(platform, [spec], registry, { get }));
  return alone(old, before) === alone(changed, now);
}

/** What parts may make of an application for the platform. */
function forParts({ kind, owner, risk, accept, environments, settings, data }: AppSpec, registry: Registry): unknown {
  const parts = registry.partsOf(kind).filter((part) => part.platform !== undefined);
  const own = environments.map((environment) => {
    const given = settings[environment];
    return given === undefined ? null : parts.map((part) => part.settingsOf(given) ?? null);
  });
  return { kind, owner, risk, accept, environments, own, data: parts.length === 0 ? null : data };
}

function sameBasis({ cache, loaded }: FleetChange, { now }: Specs, affected: ReadonlySet<string>): FleetBasis {
  const { platform, registry } = loaded;
  const facts = cache.platformFacts.value;
  return {
    resolver: resolverOf(platform, { facts, apps: { get: now } }, registry),
    specOf: now,
    affected,
    platform: cache,
  };
}

function newBasis({ cache, loaded, names }: FleetChange, { now }: Specs, some: ReadonlySet<string>): FleetBasis {
  const { platform, registry } = loaded;
  const resolver = fleetResolver(
    platform,
    names.flatMap((name) => now(name) ?? []),
    registry,
  );
  const platformKey = keyOf(resolver.platform);
  return {
    resolver,
    specOf: now,
    affected: platformKey === cache.platformKey ? some : new Set([...names, ...some]),
    platform: {
      platformKey,
      platformUnits: platformUnits(resolver.platform, registry, cache.fingerprint),
      platformFacts: storedJson(resolver.platform),
    },
  };
}
