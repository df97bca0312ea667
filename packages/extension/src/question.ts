import type { Environment, Platform } from './platform';

/** A spec that is not written yet: the answers so far, which may be invalid. */
export type DraftSpec = Readonly<Record<string, unknown>>;

/**
 * A question of `new` about one field of a part. The field's schema decides the input: `enum` is a choice, `boolean` is yes or no,
 * everything else is text.
 */
export interface FieldQuestion {
  /** The path of the field in the spec, such as `['storage', 'size']`. */
  readonly path: readonly string[];
  /** The question, without its default. */
  readonly message: string;
  /** The proposal that Enter accepts: a text, or a function of the answers so far. @default the schema's `default` */
  readonly suggestion?: string | ((draft: DraftSpec) => string);
  /** `applications`: the choices are the fleet's callable applications. @default the schema's `enum` */
  readonly choices?: 'applications';
  /** An additional choice that leaves the field out. @default none */
  readonly none?: { readonly value: string; readonly description: string };
  /** Fields that replace this one: it is not asked when one of them is given. @default none */
  readonly unless?: readonly string[];
  /** The flag of a built-in part with a placeholder for its value, such as `--mount-path <path>`. @default derived from the path */
  readonly flag?: string;
  /** Help for the flag. @default the description of the schema */
  readonly help?: string;
}

/**
 * Returns the overrides that an environment needs in a new spec, as fields of the part, such as `{ database: { size: 'small' } }`;
 * `undefined` for none.
 */
export type DraftOverrides = (draft: DraftSpec, environment: Environment, platform: Platform) => DraftSpec | undefined;
