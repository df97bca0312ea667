/** A type in Terraform's JSON: "string", ["list", "string"], ["object", {...}]. */
export type TypeExpression =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', TypeExpression]
  | readonly ['object', { readonly [name: string]: TypeExpression }];

/** How the objects of a block or a nested attribute are stored. */
export type Nesting = 'single' | 'list' | 'set' | 'map';

/** The schema of one attribute. */
export interface AttributeSchema {
  readonly type: TypeExpression;
  /** The attributes of each object of a nested attribute, instead of `type`. @default a plain attribute */
  readonly nested?: { readonly nesting: Nesting; readonly attributes: Attributes };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly writeOnly?: boolean;
  /** Whether a change replaces the resource. @default false */
  readonly replaces?: boolean;
  /** The default when the attribute is not configured. @default none */
  readonly default?: string | number | boolean;
  /** The allowed values. @default any */
  readonly enum?: readonly (string | number)[];
  /** Attributes that cannot be set together with this one. @default none */
  readonly conflictsWith?: readonly string[];
  /** Attributes of which exactly one must be set. @default no such rule */
  readonly exactlyOneOf?: readonly string[];
  /** Attributes that must be set when this one is. @default none */
  readonly requiredWith?: readonly string[];
}

/** Attributes by name. */
export type Attributes = { readonly [name: string]: AttributeSchema };

/** The attributes and nested blocks of a resource or a block. */
export interface BlockSchema {
  readonly attributes: Attributes;
  readonly blocks: { readonly [name: string]: NestedBlockSchema };
}

/** A block inside another. */
export interface NestedBlockSchema {
  readonly nesting: Nesting;
  readonly minItems: number;
  /** The maximum number; 0 for no limit. */
  readonly maxItems: number;
  readonly block: BlockSchema;
  /** Whether any change inside replaces the resource. @default false */
  readonly replaces?: boolean;
  /** Whether a missing block keeps its current value. @default false */
  readonly keptWhenMissing?: boolean;
}

/** The schema of one provider. */
export interface ProviderSchema {
  /** The name without namespace, such as `aws`. */
  readonly name: string;
  /** The source address, such as `hashicorp/aws`. */
  readonly source: string;
  readonly version: string;
  readonly provider: BlockSchema;
  readonly resources: { readonly [type: string]: BlockSchema };
  readonly dataSources: { readonly [type: string]: BlockSchema };
  readonly ephemerals: { readonly [type: string]: BlockSchema };
}
