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
  /** By name, in code unit order. */
  readonly specs: readonly AppSpec[];
  /**
   * Returns the facts of one application.
   *
   * @param onOther - Receives the name of every other application whose spec is read, including names that do not exist.
   */
  resolve(spec: AppSpec, onOther?: (name: string) => void): AppFacts;
}

/** Resolves the platform of a fleet at once, and its applications on demand. */
export function fleetResolver(platform: Platform, specs: readonly AppSpec[], registry: Registry): FleetResolver {
  const sorted = [...specs].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const platformFacts = resolvePlatform(platform, sorted, registry);
  const byName = new Map(sorted.map((spec) => [spec.name, spec]));
  const context = {
    platform,
    registry,
    apps: byName,
    platformFacts: new Map(platformFacts.environments.map((environment) => [environment.name, environment])),
  };
  return {
    platform: platformFacts,
    specs: sorted,
    resolve(spec, onOther) {
      if (onOther === undefined) return resolveApp(spec, context);
      const get = (name: string) => {
        onOther(name);
        return byName.get(name);
      };
      return resolveApp(spec, { ...context, apps: { get } });
    },
  };
}
