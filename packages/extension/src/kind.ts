import type { JsonSchema } from './json';
import { CONTRACT_VERSION } from './part';

/** A golden path: which parts an application has. */
export interface KindOptions {
  /** In kebab-case: the value of `kind`. */
  readonly name: string;
  /** What it is, in one sentence: shown beside the choice in forms and editors. */
  readonly description: string;
  /** The same in a few words, for the wizard of `new`. @default the description */
  readonly summary?: string;
  /** Names of its parts, in the order that `new` asks for them. */
  readonly parts: readonly string[];
  /** What is narrower than in the parts: keywords that are merged into the schema of a field, such as `{ replicas: { maximum: 5 } }`. */
  readonly fields?: Readonly<Record<string, JsonSchema>>;
  /**
   * Names of fields in the order that errors and editors list them in; fields that it does not name follow.
   *
   * @default the common fields, then those of the parts in their order
   */
  readonly order?: readonly string[];
}

/** A kind that {@link defineKind} has made. */
export interface KindDefinition extends KindOptions {
  readonly contract: typeof CONTRACT_VERSION;
}

/** Defines a kind. The result is a plain value: nothing is registered. */
export function defineKind(options: KindOptions): KindDefinition {
  return { ...options, contract: CONTRACT_VERSION };
}
