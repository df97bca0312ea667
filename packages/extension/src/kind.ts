import type { JsonSchema } from './json';
import { CONTRACT_VERSION } from './part';

/** Options of a kind: a named set of parts. */
export interface KindOptions {
  /** In kebab-case: the value of `kind`. */
  readonly name: string;
  /** One sentence for the choice in forms and editors. */
  readonly description: string;
  /** A short form for the wizard of `new`. @default the description */
  readonly summary?: string;
  /** The name of its template in Backstage. @default the name of the kind and `-template` */
  readonly template?: string;
  /** Names of its parts, in the order that `new` asks for them. */
  readonly parts: readonly string[];
  /** Stricter constraints than in the parts: keywords that are merged into a field's schema, such as `{ replicas: { maximum: 5 } }`. */
  readonly fields?: Readonly<Record<string, JsonSchema>>;
  /** Fields of its parts that specs of this kind cannot have. They must not be required. @default none */
  readonly without?: readonly string[];
  /** Required fields of its parts that specs of this kind can leave out. The parts have no settings then. @default none */
  readonly optional?: readonly string[];
  /**
   * Field names in the order of errors and editors. Other fields follow.
   *
   * @default the common fields, then the fields of the parts in order
   */
  readonly order?: readonly string[];
}

/** A kind made by {@link defineKind}. */
export interface KindDefinition extends KindOptions {
  readonly contract: typeof CONTRACT_VERSION;
}

/** Defines a kind. The result is a plain value: nothing is registered. */
export function defineKind(options: KindOptions): KindDefinition {
  return { ...options, contract: CONTRACT_VERSION };
}
