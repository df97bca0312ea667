import type { Json } from '../json';

/** A map of plain data. */
export type JsonMap = { readonly [name: string]: Json };

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** A map's own value of a name: never what every object inherits, whatever the name is. */
export function ownValue(map: JsonMap, name: string): Json | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** Whether two values say the same: the order of names makes no difference, and `null` is as good as nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isMap(a) || !isMap(b)) return false;
  const names = Object.keys(a);
  const more = Object.keys(b).filter((name) => !Object.hasOwn(a, name));
  return names.every((name) => isSame(a[name], ownValue(b, name))) && more.every((name) => isSame(b[name], null));
}
