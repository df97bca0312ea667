import resources from '../../schemas/resources.json';

/** A type in Terraform's JSON: `"string"`, `["list", "string"]`, `["object", {...}]`. */
export type ArgumentType = string | readonly [string, ArgumentType | { readonly [field: string]: ArgumentType }];

/** An argument of a resource or of a block. An argument that is neither required nor optional is computed. */
export interface ArgumentSchema {
  readonly type: ArgumentType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly sensitive?: boolean;
  readonly writeOnly?: boolean;
  /** Whether a change replaces the resource. */
  readonly replaces?: boolean;
  readonly enum?: readonly (string | number)[];
}

/** The arguments and blocks of a resource. */
export interface BlockSchema {
  readonly attributes: { readonly [name: string]: ArgumentSchema };
  readonly blocks?: { readonly [name: string]: NestedSchema };
}

/** A block in a resource or in another block. */
export interface NestedSchema extends BlockSchema {
  readonly nesting: 'single' | 'list' | 'set' | 'map';
  /** @default no limit */
  readonly maxItems?: number;
  /** Whether any change in it replaces the resource. */
  readonly replaces?: boolean;
}

/** The schemas of the resource types of the built-in parts, generated from the bindings. */
export const SCHEMAS = resources as unknown as { readonly [type: string]: BlockSchema };

/** Returns the schema of a resource type; `undefined` for a type of an extension. */
export function schemaOf(type: string): BlockSchema | undefined {
  return Object.hasOwn(SCHEMAS, type) ? SCHEMAS[type] : undefined;
}

/** Returns whether a change of an argument or of a block replaces the resource. */
export function forcesReplacement(schema: BlockSchema, [name = '', ...below]: readonly string[]): boolean {
  const attribute = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined;
  if (attribute !== undefined) return attribute.replaces === true;
  const blocks = schema.blocks ?? {};
  const block = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
  return block !== undefined && (block.replaces === true || (below.length > 0 && forcesReplacement(block, below)));
}
