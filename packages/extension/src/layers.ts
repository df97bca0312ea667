import { valueAt } from './source-document';
import type { Path } from './diagnostic';

/** The source of a setting's value. */
export type Origin =
  | { readonly from: 'override'; readonly path: Path }
  | { readonly from: 'spec'; readonly path: Path }
  | { readonly from: 'platform'; readonly path: Path }
  | { readonly from: 'default'; readonly because: string };

/** A value for a setting that is not written, and the reason for it. */
export interface Fallback<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** The product's own default. */
export function byDefault<T>(value: T, because = 'the default'): Fallback<T> {
  return { value, origin: { from: 'default', because } };
}

/** Returns a default that comes from the platform file. */
export function byPlatform<T>(value: T, path: Path): Fallback<T> {
  return { value, origin: { from: 'platform', path } };
}

/** Called with the path of each setting, such as `resources.limits.cpu`, and the source of its value. */
export type OriginListener = (setting: string, origin: Origin) => void;

/**
 * A spec in layers: an environment's override, the spec, and the default, in this order of precedence. Precedence is decided only here, so
 * that values and their sources always agree.
 */
export class Layers {
  constructor(
    private readonly written: unknown,
    private readonly environment: string | undefined,
    private readonly onOrigin?: OriginListener,
    private readonly prefix: Path = [],
  ) {}

  /** Returns the layers of a group of fields, such as `['processes', 'worker']`: paths then start below it. */
  within(path: Path): Layers {
    return new Layers(this.written, this.environment, this.onOrigin, [...this.prefix, ...path]);
  }

  /** Returns the names of the entries of a map in the spec, without those that only an override has, in code unit order. */
  generalKeys(path: Path): string[] {
    return this.writtenKeys(path).sort();
  }

  /** Like {@link generalKeys}, in the order in which they are written. */
  writtenKeys(path: Path): string[] {
    const value = valueAt(this.written, [...this.prefix, ...path]);
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  }

  /** Returns the value at a path from the topmost layer that has it. The schema has checked its type. */
  pick<T>(path: Path, fallback: Fallback<T>): T {
    const found = this.find(path);
    this.onOrigin?.(this.nameOf(path), found?.origin ?? fallback.origin);
    return found === undefined ? fallback.value : (found.value as T);
  }

  /** Like {@link pick}, for an optional value. */
  tryPick<T>(path: Path): T | undefined {
    const found = this.find(path);
    if (found === undefined) return undefined;
    this.onOrigin?.(this.nameOf(path), found.origin);
    return found.value as T;
  }

  /** Returns the entries of a map, an override's entries over the spec's, by name in code unit order. */
  merge<Entry = string>(path: Path): Record<string, Entry> {
    return Object.fromEntries(this.names(path).map((name) => [name, this.tryPick([...path, name]) as Entry]));
  }

  /** Returns the names of the entries of a map, of all layers together, in code unit order. */
  names(path: Path): string[] {
    return [...new Set(this.sources(path).flatMap((value) => Object.keys(value as object)))].sort();
  }

  private nameOf(path: Path): string {
    return [...this.prefix, ...path].join('.');
  }

  /** Written out for speed: it is called for every setting of every application. */
  private find(below: Path): { readonly value: unknown; readonly origin: Origin } | undefined {
    const path = [...this.prefix, ...below];
    if (this.environment !== undefined) {
      const override = ['overrides', this.environment, ...path];
      const value = valueAt(this.written, override);
      if (value !== undefined) return { value, origin: { from: 'override', path: override } };
    }
    const value = valueAt(this.written, path);
    return value === undefined ? undefined : { value, origin: { from: 'spec', path } };
  }

  /** What is written at a path in each layer. */
  private sources(below: Path): unknown[] {
    const path = [...this.prefix, ...below];
    const override =
      this.environment === undefined ? [] : [valueAt(this.written, ['overrides', this.environment, ...path])];
    return [...override, valueAt(this.written, path)].filter((value) => value !== undefined);
  }
}
