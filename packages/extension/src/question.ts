import type { Environment, Platform } from './platform';

/** A spec that is not written yet: the answers so far, checked or not. */
export type DraftSpec = Readonly<Record<string, unknown>>;

/**
 * A question of `new` about one field of a part. The schema of the field decides how it is asked: `enum` makes a choice,
 * `boolean` yes or no, everything else is typed.
 */
export interface FieldQuestion {
  /** Where the field is in the spec, such as `['storage', 'size']`. */
  readonly path: readonly string[];
  /** The question, without its default. */
  readonly message: string;
  /** What Enter takes: a text, or one made of the answers so far. @default the `default` of the schema */
  readonly suggestion?: string | ((draft: DraftSpec) => string);
  /** `applications`: the choices are the applications of the fleet that can be called. @default the `enum` of the schema */
  readonly choices?: 'applications';
  /** One more choice, which leaves the field out. @default none */
  readonly none?: { readonly value: string; readonly description: string };
  /** Fields of the spec in place of this one: it is not asked where one of them is given. @default none */
  readonly unless?: readonly string[];
  /** The flag of a built-in part with the name of its value, such as `--mount-path <path>`. @default made of the path */
  readonly flag?: string;
  /** Help for the flag. @default the description of the schema */
  readonly help?: string;
}

/**
 * The overrides that one environment asks of a new spec, as the fields of the part, such as `{ database: { size: 'small' } }`;
 * `undefined` where it asks for none.
 */
export type DraftOverrides = (draft: DraftSpec, environment: Environment, platform: Platform) => DraftSpec | undefined;
