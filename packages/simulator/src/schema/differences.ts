import type { AttributeFacts, BlockFacts, NestedBlockFacts, ResourceFacts } from './facts';
import { parseType } from './type-text';
import type { AttributeSchema, BlockSchema, NestedBlockSchema } from './types';

/** The comparison of a served schema with the facts about the real one. */
export interface Comparison {
  /** The number of compared attributes and blocks. */
  readonly compared: number;
  /** Differences, and rules of the real schema that are not simulated. */
  readonly differences: readonly string[];
  /** Facts that are uncertain. */
  readonly uncertain: readonly string[];
}

/** Compares the schema of a resource with the facts about the real one. */
export function compareWithFacts(schema: BlockSchema, facts: ResourceFacts): Comparison {
  const result = { compared: 0, differences: [] as string[], uncertain: [] as string[] };
  compareBlock(schema, facts, '', result);
  return result;
}

/** A comparison in progress. */
interface Progress {
  compared: number;
  readonly differences: string[];
  readonly uncertain: string[];
}

function compareBlock(schema: BlockSchema, facts: BlockFacts, prefix: string, result: Progress): void {
  for (const [name, known] of Object.entries(facts.attributes ?? {})) {
    if (typeof known === 'string') continue;
    result.compared += 1;
    if (known.uncertain !== undefined) result.uncertain.push(`\`${prefix}${name}\`: ${known.uncertain}`);
    const served = schema.attributes[name];
    if (served === undefined) result.differences.push(`\`${prefix}${name}\` is not served`);
    else result.differences.push(...compareAttribute(served, known).map((text) => `\`${prefix}${name}\` ${text}`));
  }
  for (const [name, known] of Object.entries(facts.blocks ?? {})) {
    if (typeof known === 'string') continue;
    result.compared += 1;
    const served = schema.blocks[name];
    if (served === undefined) {
      if (schema.attributes[name] === undefined) result.differences.push(`block \`${prefix}${name}\` is not served`);
      continue;
    }
    result.differences.push(...compareNesting(served, known).map((text) => `block \`${prefix}${name}\` ${text}`));
    compareBlock(served.block, known, `${prefix}${name}.`, result);
  }
}

function compareAttribute(served: AttributeSchema, known: AttributeFacts): string[] {
  const differences: string[] = [];
  const mode = modeOf(served);
  if (known.mode !== undefined && mode !== known.mode) differences.push(`is ${mode}, really ${known.mode}`);
  const type = parseType(known.type ?? 'dynamic');
  // Configurable lists of objects are served as nested attributes, whose fields can be left out.
  if (served.nested !== undefined)
    differences.push('may leave out attributes of its objects; really all must be written');
  else if (type !== 'dynamic' && JSON.stringify(type) !== JSON.stringify(served.type)) {
    differences.push(`is ${JSON.stringify(served.type)}, really ${known.type}`);
  }
  if ((known.sensitive ?? false) !== (served.sensitive ?? false) && !served.writeOnly)
    differences.push('differs in being sensitive');
  if ((known.writeOnly ?? false) !== (served.writeOnly ?? false)) differences.push('differs in being write-only');
  if (typeof known.replaces === 'string')
    differences.push(`replaces in some cases only, which are not simulated: ${known.replaces}`);
  else if ((known.replaces === true) !== (served.replaces ?? false)) differences.push('differs in forcing replacement');
  if (known.default !== undefined && served.default === undefined)
    differences.push(`has no default here, really ${JSON.stringify(known.default)}`);
  return differences;
}

function compareNesting(served: NestedBlockSchema, known: NestedBlockFacts): string[] {
  const differences: string[] = [];
  if (known.nesting !== undefined && known.nesting !== served.nesting)
    differences.push(`is a ${served.nesting}, really a ${known.nesting}`);
  if (served.nesting === 'single') return differences;
  if (known.max !== undefined && known.max !== served.maxItems)
    differences.push(`may come ${served.maxItems} times, really ${known.max}`);
  if (known.min !== undefined && known.min !== served.minItems)
    differences.push(`must come ${served.minItems} times, really ${known.min}`);
  return differences;
}

function modeOf(attribute: AttributeSchema): string {
  if (attribute.required) return 'required';
  if (attribute.optional) return attribute.computed ? 'optional+computed' : 'optional';
  return 'computed';
}
