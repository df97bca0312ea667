import type { AppSpec, Platform } from '@goldenpath/spec';
import type { FleetFacts, StackFacts } from './facts';
import { resolveApp } from './resolve-app';
import { resolvePlatform } from './resolve-platform';

/** The facts of a whole fleet. The specs have been checked before; their order does not matter. */
export function resolveFleet(platform: Platform, specs: readonly AppSpec[]): FleetFacts {
  const sorted = [...specs].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const byName = new Map(sorted.map((spec) => [spec.name, spec]));
  return {
    platform: resolvePlatform(platform, sorted),
    apps: sorted.map((spec) => resolveApp(spec, platform, byName)),
  };
}

/** Every stack of a fleet: the platform's first, then each application's own and those of its environments. */
export function fleetStacks({ platform, apps }: FleetFacts): StackFacts[] {
  const stacks = [
    ...platform.environments.map(({ databases }) => databases?.stack),
    ...apps.flatMap((app) => [app.stack, ...app.environments.map(({ stack }) => stack)]),
  ];
  return stacks.filter((stack) => stack !== undefined);
}
