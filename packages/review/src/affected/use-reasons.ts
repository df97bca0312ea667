import { type AppEnvironmentPair, type AppInEnvironment, isSame, listed, type Pair } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import { dependencies, type Dependency } from './dependencies';

/** Returns why an application changes because of one that it uses or names before and after: `uses orders-api, which changed its port`. */
export function useReasons(
  { appsByName, registry }: FleetChange,
  { base, head, environment }: AppEnvironmentPair,
): string[] {
  if (base === undefined || head === undefined) return [];
  const kept = head.uses.filter((name) => base.uses.includes(name));
  const known = kept.length === 0 ? [] : dependencies(registry);
  const there = (name: string) => appsByName.get(name)?.environments.find((place) => place.environment === environment);
  const used = [...kept].sort().flatMap((name) => {
    const other = there(name);
    const changed = other === undefined ? [] : changedIn(known, other);
    return changed.length === 0 ? [] : [`uses ${name}, which changed its ${listed(changed)}`];
  });
  const namedBefore = namedIn(base, registry);
  const moved = namedIn(head, registry).filter((name) => {
    if (kept.includes(name) || !namedBefore.includes(name)) return false;
    const other = there(name);
    return other?.base?.namespace !== other?.head?.namespace;
  });
  return [...used, ...moved.map((name) => `names ${name}, which changed its namespace`)];
}

/** Returns the applications whose namespaces are in the facts of parts, each once, in order of name. */
function namedIn(app: AppInEnvironment, { parts }: FleetChange['registry']): string[] {
  const names = parts.flatMap((part) => {
    const facts: unknown = part.factsOf(app);
    return facts === undefined ? [] : (part.review?.().namespacesOf?.(facts) ?? []);
  });
  return [...new Set(names)].sort();
}

function changedIn(known: readonly Dependency[], { base, head }: Pair<AppInEnvironment>): string[] {
  if (base === undefined || head === undefined) return [];
  return known.flatMap(({ name, read }) => (name === undefined || isSame(read(base), read(head)) ? [] : [name]));
}
