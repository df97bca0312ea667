import { isMap, type Json, ownValue } from '@goldenpath/extension';

/**
 * What elements of a list may go by, the first that all of them have and that tells them apart. Lists of Kubernetes mostly say
 * themselves which it is (`patchMergeKey`); the others of what we generate have one that nothing else in the list repeats.
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

/** Elements by what they go by, in their order; undefined where at least one goes by nothing or two go by the same. */
export type ElementsByName = ReadonlyMap<string, Json>;

/** The elements of two lists by the same key; undefined where they can be told apart by their places alone. */
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
