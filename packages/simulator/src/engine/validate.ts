import type { Path, Problem } from '../wire/diagnostics';
import { isObject, Unknown, type Value, type Values } from '../wire/values';
import type { AttributeSchema, BlockSchema } from '../schema/types';

/** Returns the problems of a configuration by its schema. Terraform has already checked names and types. */
export function validateConfig(schema: BlockSchema, config: Values): Problem[] {
  return checkBlock({ schema, values: config, root: config, path: [] });
}

/** A block of a configuration, with its schema. */
interface ConfiguredBlock {
  readonly schema: BlockSchema;
  readonly values: Values;
  /** The whole configuration, because rules refer to attributes from its root. */
  readonly root: Values;
  readonly path: Path;
}

function checkBlock(block: ConfiguredBlock): Problem[] {
  const problems: Problem[] = [];
  const groups = new Set<string>();
  for (const [name, attribute] of Object.entries(block.schema.attributes)) {
    problems.push(...checkConfigurable(block, name, attribute));
    problems.push(...checkEnum(block, name, attribute));
    problems.push(...checkOthers(block, name, attribute));
    const group = attribute.exactlyOneOf?.map(lastStep) ?? [];
    if (group.length > 0 && !groups.has(group.join())) {
      groups.add(group.join());
      problems.push(...checkExactlyOne(block, group));
    }
  }
  for (const [name, nested] of Object.entries(block.schema.blocks)) {
    for (const [step, values] of elementsOf(block.values[name])) {
      const path = [...block.path, name, ...(nested.nesting === 'list' ? [step] : [])];
      problems.push(...checkBlock({ schema: nested.block, values, root: block.root, path }));
    }
  }
  return problems;
}

function elementsOf(value: Value | undefined): [number, Values][] {
  if (isObject(value)) return [[0, value]];
  return Array.isArray(value) ? value.flatMap((one, at) => (isObject(one) ? [[at, one] as [number, Values]] : [])) : [];
}

function checkEnum(block: ConfiguredBlock, name: string, attribute: AttributeSchema): Problem[] {
  const allowed = attribute.enum;
  if (allowed === undefined) return [];
  const value = block.values[name] ?? null;
  const values = Array.isArray(value) ? value : [value];
  const wrong = values.find(
    (one) => (typeof one === 'string' || typeof one === 'number') && one !== '' && !allowed.includes(one),
  );
  if (wrong === undefined) return [];
  return [
    {
      summary: `expected ${name} to be one of ${JSON.stringify(allowed)}, got ${String(wrong)}`,
      path: [...block.path, name],
    },
  ];
}

/** Purely computed attributes cannot be configured. Terraform leaves this check to the provider. */
function checkConfigurable(block: ConfiguredBlock, name: string, attribute: AttributeSchema): Problem[] {
  const settable = attribute.required === true || attribute.optional === true;
  if (settable || isNothing(block.values[name])) return [];
  return [
    {
      summary: 'Value for unconfigurable attribute',
      detail: `Can't configure a value for "${name}": its value will be decided automatically based on the result of applying this configuration.`,
      path: [...block.path, name],
    },
  ];
}

function checkOthers(block: ConfiguredBlock, name: string, attribute: AttributeSchema): Problem[] {
  const path = [...block.path, name];
  const own = block.values[name];
  // An unknown value can still become null, but the attribute is configured and requires its companions.
  const missing = isNothing(own)
    ? []
    : (attribute.requiredWith ?? []).filter((other) => isNothing(lookUp(block, other)));
  const conflicts = isSet(own) ? (attribute.conflictsWith ?? []).filter((other) => isSet(lookUp(block, other))) : [];
  return [
    ...conflicts.map((other) => ({
      summary: 'Conflicting configuration arguments',
      detail: `"${name}": conflicts with ${other}`,
      path,
    })),
    ...missing.map((other) => ({
      summary: 'Missing required argument',
      detail: `"${name}": all of \`${[name, other].sort().join(',')}\` must be specified`,
      path,
    })),
  ];
}

function checkExactlyOne(block: ConfiguredBlock, group: readonly string[]): Problem[] {
  const values = group.map((name) => block.values[name]);
  const given = values.filter(isSet).length;
  const open = values.some((value) => value instanceof Unknown);
  if (given === 1 || (given === 0 && open)) return [];
  const wrong = given === 0 ? 'none was specified' : `${given} were specified`;
  return [
    {
      summary: 'Invalid combination of arguments',
      detail: `exactly one of \`${group.join(',')}\` must be specified, ${wrong}`,
      path: [...block.path, group[0] ?? ''],
    },
  ];
}

/** Rules refer to attributes from the root, sometimes with a list index. Here they are siblings. */
function lookUp(block: ConfiguredBlock, name: string): Value | undefined {
  return name.includes('.') ? block.values[lastStep(name)] : (block.values[name] ?? block.root[name]);
}

function lastStep(name: string): string {
  return name.split('.').at(-1) ?? name;
}

function isNothing(value: Value | undefined): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function isSet(value: Value | undefined): boolean {
  return !isNothing(value) && !(value instanceof Unknown);
}
