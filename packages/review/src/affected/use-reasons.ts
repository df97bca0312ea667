import { type AppEnvironmentPair, type AppInEnvironment, isSame, listed, type Pair } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import { dependencies, type Dependency } from './dependencies';

/** Returns why an application changes because of one that it uses before and after: `uses orders-api, which changed its port`. */
export function useReasons(
  { appsByName, registry }: FleetChange,
  { base, head, environment }: AppEnvironmentPair,
): string[] {
  if (base === undefined || head === undefined) return [];
  const kept = head.uses.filter((name) => base.uses.includes(name));
  const known = kept.length === 0 ? [] : dependencies(registry);
  return [...kept].sort().flatMap((name) => {
    const used = appsByName.get(name)?.environments.find((place) => place.environment === environment);
    const changed = used === undefined ? [] : changedIn(known, used);
    return changed.length === 0 ? [] : [`uses ${name}, which changed its ${listed(changed)}`];
  });
}

function changedIn(known: readonly Dependency[], { base, head }: Pair<AppInEnvironment>): string[] {
  if (base === undefined || head === undefined) return [];
  return known.flatMap(({ name, read }) => (name === undefined || isSame(read(base), read(head)) ? [] : [name]));
}
