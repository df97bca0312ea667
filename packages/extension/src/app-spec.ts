import type { Acceptance } from './acceptance';
import type { Risk } from './platform';

/** A spec as a person writes it: the fields of every kind, and those of the parts that its kind has. */
export interface WrittenSpec {
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly environments?: readonly string[];
  readonly risk?: Risk;
  readonly accept?: readonly Acceptance[];
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/**
 * What an application is in one environment, by the name of the part. The value is what the part's `settings` returned;
 * read it with `PartDefinition.settingsOf`.
 */
export type Settings = Readonly<Record<string, unknown>>;

/** One application, every default filled in. */
export interface AppSpec {
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly risk: Risk;
  readonly accept: readonly Acceptance[];
  /** The environments it runs in, in the platform's order. */
  readonly environments: readonly string[];
  /** What it is without any override. */
  readonly general: Settings;
  /** What it is in each environment that it runs in. */
  readonly settings: Readonly<Record<string, Settings>>;
}
