import type { AppSpec, FleetFacts, Platform, Registry, StackFacts } from '@goldenpath/extension';
import { resolveApp } from './resolve-app';
import { resolvePlatform } from './resolve-platform';

/** The facts of a whole fleet. The specs have been checked before; their order does not matter. */
export function resolveFleet(platform: Platform, specs: readonly AppSpec[], registry: Registry): FleetFacts {
  const sorted = [...specs].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const platformFacts = resolvePlatform(platform, sorted, registry);
  const context = {
    platform,
    registry,
    apps: new Map(sorted.map((spec) => [spec.name, spec])),
    platformFacts: new Map(platformFacts.environments.map((environment) => [environment.name, environment])),
  };
  return { platform: platformFacts, apps: sorted.map((spec) => resolveApp(spec, context)) };
}

/** Every stack of a fleet: the platform's first, then each application's own and those of its environments. */
export function fleetStacks({ platform, apps }: FleetFacts): StackFacts[] {
  const stacks = [
    ...platform.environments.map(({ stack }) => stack),
    ...apps.flatMap((app) => [app.stack, ...app.environments.map(({ stack }) => stack)]),
  ];
  return stacks.filter((stack) => stack !== undefined);
}
