/** A type as Terraform writes it in JSON: "string", ["list", "string"], ["object", {...}]. */
export type TypeExpression =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', TypeExpression]
  | readonly ['object', { readonly [name: string]: TypeExpression }];

/** How many objects a block or a nested attribute holds, and how they are kept. */
export type Nesting = 'single' | 'list' | 'set' | 'map';

/** What is known about one attribute. */
export interface AttributeSchema {
  readonly type: TypeExpression;
  /** The attributes of each object of a nested attribute, in place of `type`. @default a plain attribute */
  readonly nested?: { readonly nesting: Nesting; readonly attributes: Attributes };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly writeOnly?: boolean;
  /** Whether a change replaces the resource. @default false */
  readonly replaces?: boolean;
  /** What the provider fills in where the configuration says nothing. @default nothing */
  readonly default?: string | number | boolean;
  /** The only values allowed. @default any */
  readonly enum?: readonly (string | number)[];
  /** Attributes that may not be set together with this one. @default none */
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
  /** 0: no limit. */
  readonly maxItems: number;
  readonly block: BlockSchema;
  /** Whether any change inside replaces the resource. @default false */
  readonly replaces?: boolean;
  /** Whether a block that was left out means "as it is". @default false */
  readonly keptWhenMissing?: boolean;
}

/** Everything that one provider serves. */
export interface ProviderSchema {
  /** Name without its place, for example `aws`. */
  readonly name: string;
  /** Where Terraform expects it, for example `hashicorp/aws`. */
  readonly source: string;
  readonly version: string;
  readonly provider: BlockSchema;
  readonly resources: { readonly [type: string]: BlockSchema };
  readonly dataSources: { readonly [type: string]: BlockSchema };
  readonly ephemerals: { readonly [type: string]: BlockSchema };
}
