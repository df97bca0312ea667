import type { AppFacts, AppSpec, FleetFacts, Platform, PlatformFacts, Registry } from '@goldenpath/extension';
import { resolveApp } from './resolve-app';
import { resolvePlatform } from './resolve-platform';

/** Returns the facts of a whole fleet. The specs must be valid; their order does not matter. */
export function resolveFleet(platform: Platform, specs: readonly AppSpec[], registry: Registry): FleetFacts {
  const resolver = fleetResolver(platform, specs, registry);
  return { platform: resolver.platform, apps: resolver.specs.map((spec) => resolver.resolve(spec)) };
}

/** Resolves the facts of a fleet one application at a time. */
export interface FleetResolver {
  readonly platform: PlatformFacts;
  /**
   * Returns the facts of one application.
   *
   * @param onOther - Receives the name of every other application whose spec is read, including names that do not exist.
   */
  resolve(spec: AppSpec, onOther?: (name: string) => void): AppFacts;
}

/** Resolves the platform of a fleet at once, and its applications on demand. */
export function fleetResolver(
  platform: Platform,
  specs: readonly AppSpec[],
  registry: Registry,
): FleetResolver & {
  /** By name, in code unit order. */
  readonly specs: readonly AppSpec[];
} {
  const sorted = [...specs].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const facts = resolvePlatform(platform, sorted, registry);
  const apps = new Map(sorted.map((spec) => [spec.name, spec]));
  return { ...resolverOf(platform, { facts, apps }, registry), specs: sorted };
}

/** Resolves the applications of a fleet whose platform has known facts. */
export function resolverOf(
  platform: Platform,
  { facts, apps }: { readonly facts: PlatformFacts; readonly apps: Pick<ReadonlyMap<string, AppSpec>, 'get'> },
  registry: Registry,
): FleetResolver {
  const context = {
    platform,
    registry,
    apps,
    platformFacts: new Map(facts.environments.map((environment) => [environment.name, environment])),
  };
  return {
    platform: facts,
    resolve(spec, onOther) {
      if (onOther === undefined) return resolveApp(spec, context);
      const get = (name: string) => {
        onOther(name);
        return apps.get(name);
      };
      return resolveApp(spec, { ...context, apps: { get } });
    },
  };
}
