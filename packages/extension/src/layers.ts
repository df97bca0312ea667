import { valueAt } from './source-document';
import type { Path } from './diagnostic';

/** Where a setting's value came from. */
export type Origin =
  | { readonly from: 'override'; readonly path: Path }
  | { readonly from: 'spec'; readonly path: Path }
  | { readonly from: 'platform'; readonly path: Path }
  | { readonly from: 'default'; readonly because: string };

/** A value for when nothing was written, and why it is that. */
export interface Fallback<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** The product's own default. */
export function byDefault<T>(value: T, because = 'the default'): Fallback<T> {
  return { value, origin: { from: 'default', because } };
}

/** A default that the platform file decides. */
export function byPlatform<T>(value: T, path: Path): Fallback<T> {
  return { value, origin: { from: 'platform', path } };
}

/** Called with each setting's path, such as `resources.limits.cpu`, and where its value came from. */
export type OriginListener = (setting: string, origin: Origin) => void;

/**
 * A spec as layers: an environment's override over what the spec says for all, over a fallback.
 * This is the only place where one wins over the other, so that values and their origins cannot disagree.
 */
export class Layers {
  constructor(
    private readonly written: unknown,
    private readonly environment: string | undefined,
    private readonly onOrigin: OriginListener = () => {},
  ) {}

  /** The value at a path, from the topmost layer that has it. The caller knows its type: the schema has checked it. */
  pick<T>(path: Path, fallback: Fallback<T>): T {
    const found = this.find(path);
    this.onOrigin(path.join('.'), found?.origin ?? fallback.origin);
    return found === undefined ? fallback.value : (found.value as T);
  }

  /** As {@link pick}, for a value that may not be there at all. */
  tryPick<T>(path: Path): T | undefined {
    const found = this.find(path);
    if (found === undefined) return undefined;
    this.onOrigin(path.join('.'), found.origin);
    return found.value as T;
  }

  /** The entries of a map, an override's entry over the spec's, by name in code unit order. */
  merge(path: Path): Record<string, string> {
    const names = [...this.sources(path)].flatMap(({ value }) => Object.keys(value as object));
    const sorted = [...new Set(names)].sort();
    return Object.fromEntries(sorted.map((name) => [name, this.tryPick<string>([...path, name]) ?? '']));
  }

  private find(path: Path): { value: unknown; origin: Origin } | undefined {
    return this.sources(path).next().value;
  }

  private *sources(path: Path): Generator<{ value: unknown; origin: Origin }, undefined> {
    const override = ['overrides', this.environment ?? '', ...path];
    const overridden = this.environment === undefined ? undefined : valueAt(this.written, override);
    if (overridden !== undefined) yield { value: overridden, origin: { from: 'override', path: override } };
    const general = valueAt(this.written, path);
    if (general !== undefined) yield { value: general, origin: { from: 'spec', path } };
    return undefined;
  }
}
