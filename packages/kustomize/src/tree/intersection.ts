import { fieldOf, isList, isMap, mapOf, sameJson } from './json';
import { below, elementKey, elementsByKey, listStrategy, usableKeys } from './merge-keys';
import type { SchemaPath } from './merge-keys';
import type { Json, JsonMap } from './types';

/**
 * What all these values share: of maps the shared fields, of lists with a merge key the shared elements, of anything
 * else the value itself where it is the same everywhere. `undefined` where they share nothing.
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

/** The shared elements, where they come in one order everywhere: a merge can put others between them. */
function listIntersection(lists: readonly (readonly Json[])[], schemaPath: SchemaPath): Json | undefined {
  const strategy = listStrategy(schemaPath);
  if (strategy.type !== 'keyed') return undefined;
  const keys = usableKeys(strategy.keys, lists.flat());
  const keyed = keys && presentIn(lists, (list) => elementsByKey(list, keys));
  if (keys === undefined || keyed === undefined) return undefined;

  const orders = keyed.map((elements) => [...elements.keys()].filter((key) => keyed.every((other) => other.has(key))));
  const order = orders[0] ?? [];
  if (order.length === 0 || !orders.every((other) => sameJson(order, other))) return undefined;
  // Two keys: kustomize puts what it adds in front, wherever it belongs, so that base and overlay must match in number.
  if (keys.length > 1 && lists.some((list) => list.length !== order.length)) return undefined;

  const shared = order.flatMap((key) => {
    const values = presentIn(keyed, (elements) => elements.get(key));
    const value = values && intersection(values, schemaPath);
    return value === undefined ? [] : [value];
  });
  return shared.every((element) => order.includes(elementKey(element, keys))) ? shared : undefined;
}

/** What `pick` finds in each, or `undefined` where one of them has nothing. */
function presentIn<T, R>(items: readonly T[], pick: (item: T) => R | undefined): R[] | undefined {
  const found = items.map(pick).filter((value) => value !== undefined);
  return found.length === items.length ? found : undefined;
}
