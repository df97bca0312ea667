/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A JSON Schema (draft-07) as plain data. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $id?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly const?: unknown;
  readonly [keyword: string]: unknown;
}
