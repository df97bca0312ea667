import type { Json, JsonMap } from './types';

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The field's value, or `undefined` where the map does not have it: never what a prototype has. */
export function fieldOf(map: JsonMap, field: string): Json | undefined {
  return Object.hasOwn(map, field) ? map[field] : undefined;
}

/** A map of these fields. Unlike assignment, it takes `__proto__` for a name like any other. */
export function mapOf(fields: Iterable<readonly [string, Json]>): JsonMap {
  return Object.fromEntries(fields);
}

/** Whether two values are the same JSON. The order of a map's fields says nothing. */
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
