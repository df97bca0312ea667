import type { Json, JsonMap } from './types';

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Returns the value of an own field; `undefined` when the map does not have it. */
export function fieldOf(map: JsonMap, field: string): Json | undefined {
  return Object.hasOwn(map, field) ? map[field] : undefined;
}

/** Returns a map with these fields. Unlike assignment, it also supports `__proto__`. */
export function mapOf(fields: Iterable<readonly [string, Json]>): JsonMap {
  return Object.fromEntries(fields);
}

/** Returns whether two JSON values are equal, ignoring the order of fields. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (!isMap(a) || !isMap(b)) return false;
  const fields = Object.keys(a);
  return (
    fields.length === Object.keys(b).length &&
    fields.every((field) => Object.hasOwn(b, field) && sameJson(a[field], b[field]))
  );
}
