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
  /** What the spec, and the override, have at the prefix. */
  private readonly general: unknown;
  private readonly override: unknown;

  constructor(
    private readonly written: unknown,
    private readonly environment: string | undefined,
    private readonly onOrigin?: OriginListener,
    private readonly prefix: Path = [],
  ) {
    this.general = valueAt(written, prefix);
    this.override = environment === undefined ? undefined : valueAt(written, ['overrides', environment, ...prefix]);
  }

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
    const value = valueAt(this.general, path);
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  }

  /** Returns the value at a path from the topmost layer that has it. The schema has checked its type. */
  pick<T>(path: Path, fallback: Fallback<T>): T {
    const found = this.tryPick<T>(path);
    if (found !== undefined) return found;
    this.onOrigin?.(this.nameOf(path), fallback.origin);
    return fallback.value;
  }

  /** Like {@link pick}, for an optional value. */
  tryPick<T>(path: Path): T | undefined {
    const override = valueAt(this.override, path);
    const value = override === undefined ? valueAt(this.general, path) : override;
    if (value === undefined || this.onOrigin === undefined) return value as T | undefined;
    this.onOrigin(this.nameOf(path), this.originOf(path, override !== undefined));
    return value as T;
  }

  /** Returns the entries of a map, an override's entries over the spec's, by name in code unit order. */
  merge<Entry = string>(path: Path): Record<string, Entry> {
    const names = this.names(path);
    return Object.fromEntries(names.map((name) => [name, this.tryPick([...path, name]) as Entry]));
  }

  /** Returns the names of the entries of a map, of all layers together, in code unit order. */
  names(path: Path): string[] {
    const sources = this.sources(path);
    if (sources.length === 0) return [];
    return [...new Set(sources.flatMap((value) => Object.keys(value as object)))].sort();
  }

  private nameOf(path: Path): string {
    return [...this.prefix, ...path].join('.');
  }

  private originOf(below: Path, isOverride: boolean): Origin {
    const path = [...this.prefix, ...below];
    return isOverride && this.environment !== undefined
      ? { from: 'override', path: ['overrides', this.environment, ...path] }
      : { from: 'spec', path };
  }

  /** What is written at a path in each layer. */
  private sources(path: Path): unknown[] {
    return [valueAt(this.override, path), valueAt(this.general, path)].filter((value) => value !== undefined);
  }
}
