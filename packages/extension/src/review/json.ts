import type { Json } from '../json';

/** A JSON object. */
export type JsonMap = { readonly [name: string]: Json };

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** Returns an own value of a map, never an inherited one. */
export function ownValue(map: JsonMap, name: string): Json | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** Returns whether two values are equal. The order of names is ignored, and `null` equals an absent value. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isMap(a) || !isMap(b)) return false;
  const names = Object.keys(a);
  const more = Object.keys(b).filter((name) => !Object.hasOwn(a, name));
  return names.every((name) => isSame(a[name], ownValue(b, name))) && more.every((name) => isSame(b[name], null));
}
