import type { AppSpec, Platform } from '@goldenpath/spec';
import type { FleetFacts } from './facts';
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
