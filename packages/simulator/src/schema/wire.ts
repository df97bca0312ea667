import type { Attributes, AttributeSchema, BlockSchema, Nesting, ProviderSchema } from './types';

const BLOCK_NESTING: Record<Nesting, number> = { single: 1, list: 2, set: 3, map: 4 };

/** Returns a provider's schema as a protocol message. */
export function toSchemaResponse(schema: ProviderSchema): object {
  return {
    provider: toSchema(schema.provider),
    resource_schemas: mapValues(schema.resources, toSchema),
    data_source_schemas: mapValues(schema.dataSources, toSchema),
    ephemeral_resource_schemas: mapValues(schema.ephemerals, toSchema),
    server_capabilities: { get_provider_schema_optional: true },
  };
}

function toSchema(block: BlockSchema): object {
  return { version: 0, block: toBlock(block) };
}

function toBlock(block: BlockSchema): object {
  return {
    attributes: toAttributes(block.attributes),
    block_types: Object.entries(block.blocks).map(([name, nested]) => ({
      type_name: name,
      block: toBlock(nested.block),
      nesting: BLOCK_NESTING[nested.nesting],
      min_items: nested.minItems,
      max_items: nested.maxItems,
    })),
  };
}

function toAttributes(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([name, attribute]) => ({
    name,
    ...(attribute.nested === undefined
      ? { type: Buffer.from(JSON.stringify(attribute.type)) }
      : { nested_type: toNestedType(attribute.nested) }),
    ...modes(attribute),
  }));
}

function modes(attribute: AttributeSchema): object {
  return {
    required: attribute.required ?? false,
    optional: attribute.optional ?? false,
    computed: attribute.computed ?? false,
    sensitive: attribute.sensitive ?? false,
    write_only: attribute.writeOnly ?? false,
  };
}

function toNestedType(nested: NonNullable<AttributeSchema['nested']>): object {
  return { attributes: toAttributes(nested.attributes), nesting: BLOCK_NESTING[nested.nesting] };
}

function mapValues<T, R>(record: { readonly [name: string]: T }, change: (value: T) => R): { [name: string]: R } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
