import type { AnyPart, Registry } from '@goldenpath/extension';

/** By registry, kind and hook. */
const known = new WeakMap<Registry, Map<string, readonly AnyPart[]>>();

/**
 * Returns the parts of a kind that have a hook. Most hooks are those of one or two parts, and a large fleet asks thousands of times for each
 * environment.
 */
export function partsWith(registry: Registry, kind: string, hook: keyof AnyPart): readonly AnyPart[] {
  let all = known.get(registry);
  if (all === undefined) known.set(registry, (all = new Map<string, readonly AnyPart[]>()));
  const key = `${kind} ${hook}`;
  let parts = all.get(key);
  if (parts === undefined) all.set(key, (parts = registry.partsOf(kind).filter((part) => part[hook] !== undefined)));
  return parts;
}
