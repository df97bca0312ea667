import { isMap, type Json, ownValue } from '@goldenpath/extension';

/**
 * Keys of list elements. The first one that all elements have and that is unique is used. Kubernetes lists mostly declare theirs
 * (`patchMergeKey`); for our other lists it is a field that no two elements share.
 */
const KEYS: readonly (readonly string[])[] = [
  ['name'],
  ['metadata', 'name'],
  ['secretKey'],
  ['mountPath'],
  ['topologyKey'],
  ['host'],
  ['secretName'],
  ['containerPort'],
  ['port'],
  ['path'],
  ['ip'],
  ['rulePriority'],
];

/** Elements by key, in order; undefined when an element has no key or two share one. */
export type ElementsByName = ReadonlyMap<string, Json>;

/** Returns the elements of two lists by the same key; undefined when only their positions distinguish them. */
export function alignByKey(
  before: readonly Json[],
  after: readonly Json[],
): { readonly before: ElementsByName; readonly after: ElementsByName } | undefined {
  if (![...before, ...after].every(isMap)) return undefined;
  for (const key of KEYS) {
    const named = { before: byKey(before, key), after: byKey(after, key) };
    if (named.before !== undefined && named.after !== undefined) return { before: named.before, after: named.after };
  }
  return undefined;
}

function byKey(list: readonly Json[], key: readonly string[]): ElementsByName | undefined {
  const named = new Map<string, Json>();
  for (const element of list) {
    const name = key.reduce<Json | undefined>(
      (value, field) => (isMap(value) ? ownValue(value, field) : undefined),
      element,
    );
    if ((typeof name !== 'string' && typeof name !== 'number') || named.has(String(name))) return undefined;
    named.set(String(name), element);
  }
  return named;
}
