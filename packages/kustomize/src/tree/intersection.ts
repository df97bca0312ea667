import { fieldOf, isList, isMap, mapOf, sameJson } from './json';
import { below, elementKey, elementsByKey, listStrategy, usableKeys } from './merge-keys';
import type { SchemaPath } from './merge-keys';
import type { Json, JsonMap } from './types';

/**
 * Returns what all values have in common: the shared fields of maps, the shared elements of lists with a merge key, and any other value if
 * it is equal everywhere. `undefined` when they have nothing in common.
 */
export function intersection(values: readonly Json[], schemaPath: SchemaPath): Json | undefined {
  const [first, ...others] = values;
  if (first === undefined) return undefined;
  if (others.every((other) => sameJson(first, other))) return first;
  if (values.every(isMap)) return unlessEmpty(mapIntersection(values, schemaPath));
  if (values.every(isList)) return listIntersection(values, schemaPath);
  return undefined;
}

function unlessEmpty(map: JsonMap): JsonMap | undefined {
  return Object.keys(map).length > 0 ? map : undefined;
}

function mapIntersection(maps: readonly JsonMap[], schemaPath: SchemaPath): JsonMap {
  const shared: [string, Json][] = [];
  for (const field of Object.keys(maps[0] ?? {})) {
    const values = presentIn(maps, (map) => fieldOf(map, field));
    const value = values && intersection(values, below(schemaPath, field));
    if (value !== undefined) shared.push([field, value]);
  }
  return mapOf(shared);
}

/** Returns the shared elements if their order is the same everywhere. A merge can put others between them. */
function listIntersection(lists: readonly (readonly Json[])[], schemaPath: SchemaPath): Json | undefined {
  const strategy = listStrategy(schemaPath);
  if (strategy.type !== 'keyed') return undefined;
  const keys = usableKeys(strategy.keys, lists.flat());
  const keyed = keys && presentIn(lists, (list) => elementsByKey(list, keys));
  if (keys === undefined || keyed === undefined) return undefined;

  const orders = keyed.map((elements) => [...elements.keys()].filter((key) => keyed.every((other) => other.has(key))));
  const order = orders[0] ?? [];
  if (order.length === 0 || !orders.every((other) => sameJson(order, other))) return undefined;
  // With two merge keys kustomize puts added elements in front, so base and overlay must have the same number of elements.
  if (keys.length > 1 && lists.some((list) => list.length !== order.length)) return undefined;

  const shared = order.flatMap((key) => {
    const values = presentIn(keyed, (elements) => elements.get(key));
    const value = values && intersection(values, schemaPath);
    return value === undefined ? [] : [value];
  });
  return shared.every((element) => order.includes(elementKey(element, keys))) ? shared : undefined;
}

/** Returns the results of `pick`, or `undefined` when one of them is missing. */
function presentIn<T, R>(items: readonly T[], pick: (item: T) => R | undefined): R[] | undefined {
  const found = items.map(pick).filter((value) => value !== undefined);
  return found.length === items.length ? found : undefined;
}
