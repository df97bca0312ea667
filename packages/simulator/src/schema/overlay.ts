import type { AttributeFacts, BlockFacts, NestedBlockFacts } from './facts';
import { parseType } from './type-text';
import type { AttributeSchema, BlockSchema, NestedBlockSchema } from './types';

/** Returns a schema from the bindings with the facts about the real provider applied. */
export function overlayFacts(schema: BlockSchema, facts: BlockFacts): BlockSchema {
  const attributes = Object.entries(schema.attributes).map(([name, attribute]) => {
    const known = facts.attributes?.[name] ?? facts.blocks?.[name];
    return [name, isFacts(known) ? overlayAttribute(attribute, known) : attribute] as const;
  });
  const blocks = Object.entries(schema.blocks).map(([name, block]) => {
    const known = facts.blocks?.[name];
    return [name, isFacts(known) ? overlayBlock(block, known) : block] as const;
  });
  return {
    attributes: { ...Object.fromEntries(attributes), ...newerAttributes(schema, facts) },
    blocks: Object.fromEntries(blocks),
  };
}

/** Returns the attributes that the provider has and the bindings are too old for. */
function newerAttributes(schema: BlockSchema, facts: BlockFacts): BlockSchema['attributes'] {
  const newer = Object.entries(facts.attributes ?? {}).filter(
    ([name, known]) => isFacts(known) && known.since !== undefined && schema.attributes[name] === undefined,
  );
  return schemaFromFacts({ attributes: Object.fromEntries(newer) }).attributes;
}

/** Returns a schema from facts only, for ephemeral resources, which CDKTF's bindings lack. */
export function schemaFromFacts(facts: BlockFacts): BlockSchema {
  const attributes = Object.entries(facts.attributes ?? {}).flatMap(([name, known]) => {
    if (!isFacts(known)) return [];
    const plain: AttributeSchema = { type: parseType(known.type ?? 'string'), ...modeFlags(known.mode ?? 'optional') };
    return [[name, overlayAttribute(plain, known)] as const];
  });
  return { attributes: Object.fromEntries(attributes), blocks: {} };
}

/** Returns the flags of a mode in the facts: required, optional, computed, optional+computed. */
function modeFlags(mode: string): Pick<AttributeSchema, 'required' | 'optional' | 'computed'> {
  return {
    ...(mode === 'required' ? { required: true } : {}),
    ...(mode.includes('optional') ? { optional: true } : {}),
    ...(mode.includes('computed') ? { computed: true } : {}),
  };
}

function isFacts<T extends object>(facts: T | string | undefined): facts is T {
  return typeof facts === 'object';
}

function overlayAttribute(attribute: AttributeSchema, facts: AttributeFacts & BlockFacts): AttributeSchema {
  const nested = attribute.nested;
  return {
    ...attribute,
    ...(nested === undefined || facts.attributes === undefined
      ? {}
      : {
          nested: {
            nesting: nested.nesting,
            attributes: overlayFacts({ attributes: nested.attributes, blocks: {} }, facts).attributes,
          },
        }),
    ...(attribute.writeOnly ? {} : { sensitive: facts.sensitive ?? false }),
    ...(facts.writeOnly ? { writeOnly: true } : {}),
    ...(facts.replaces === true ? { replaces: true } : {}),
    ...scalarDefault(facts.default, attribute),
    ...(Array.isArray(facts.enum) ? { enum: facts.enum as (string | number)[] } : {}),
    ...(facts.conflictsWith ? { conflictsWith: facts.conflictsWith } : {}),
    ...(facts.exactlyOneOf ? { exactlyOneOf: facts.exactlyOneOf } : {}),
    ...(facts.requiredWith ? { requiredWith: facts.requiredWith } : {}),
  };
}

const SCALARS: { readonly [type: string]: string } = { string: 'string', number: 'number', bool: 'boolean' };

function scalarDefault(value: unknown, attribute: AttributeSchema): Pick<AttributeSchema, 'default'> {
  const matches = typeof attribute.type === 'string' && typeof value === SCALARS[attribute.type];
  return matches ? { default: value as string | number | boolean } : {};
}

function overlayBlock(block: NestedBlockSchema, facts: NestedBlockFacts): NestedBlockSchema {
  return {
    nesting: block.nesting,
    minItems: block.nesting === 'single' ? 0 : (facts.min ?? block.minItems),
    maxItems: block.nesting === 'single' ? 0 : (facts.max ?? block.maxItems),
    block: overlayFacts(block.block, facts),
    ...(facts.replaces === true ? { replaces: true } : {}),
    ...(facts.note?.includes('missing block') ? { keptWhenMissing: true } : {}),
  };
}
