import type { Location, Path } from './diagnostic';

/** What a person wrote, as data, and where each part of it stands. */
export interface SourceDocument {
  /** The file, as it is shown: relative to the folder that holds the platform file. */
  readonly file: string;
  readonly value: unknown;
  /**
   * Where a key or a value is; the nearest enclosing thing that is in the file where the path leads to nothing.
   *
   * @param at - `key` for the key of the last step, `value` for what it holds.
   */
  readonly locate: (path: Path, at?: 'key' | 'value') => Location;
}

/** The value at a path, or undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}
