import type { Location, Path } from './diagnostic';

/** A parsed document with the position of every value. */
export interface SourceDocument {
  /** The file for display, relative to the folder of the platform file. */
  readonly file: string;
  readonly value: unknown;
  /**
   * Returns the position of a key or value. For a missing path, returns the nearest existing parent.
   *
   * @param at - `key` for the key of the last step, `value` for its value.
   */
  readonly locate: (path: Path, at?: 'key' | 'value') => Location;
}

/** Returns the value at a path; undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}
