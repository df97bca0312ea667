import type { Path, Problem } from '../wire/diagnostics';
import { isObject, Unknown, type Value, type Values } from '../wire/values';
import type { AttributeSchema, BlockSchema } from '../schema/types';

/** What is wrong with a configuration by its schema's rules. Terraform itself has checked names and types before. */
export function validateConfig(schema: BlockSchema, config: Values): Problem[] {
  return checkBlock({ schema, values: config, root: config, path: [] });
}

interface Place {
  readonly schema: BlockSchema;
  readonly values: Values;
  /** The whole configuration: rules name attributes from there. */
  readonly root: Values;
  readonly path: Path;
}

function checkBlock(place: Place): Problem[] {
  const problems: Problem[] = [];
  const groups = new Set<string>();
  for (const [name, attribute] of Object.entries(place.schema.attributes)) {
    problems.push(...checkConfigurable(place, name, attribute));
    problems.push(...checkEnum(place, name, attribute));
    problems.push(...checkCompany(place, name, attribute));
    const group = attribute.exactlyOneOf?.map(lastStep) ?? [];
    if (group.length > 0 && !groups.has(group.join())) {
      groups.add(group.join());
      problems.push(...checkExactlyOne(place, group));
    }
  }
  for (const [name, nested] of Object.entries(place.schema.blocks)) {
    for (const [step, values] of elementsOf(place.values[name])) {
      const path = [...place.path, name, ...(nested.nesting === 'list' ? [step] : [])];
      problems.push(...checkBlock({ schema: nested.block, values, root: place.root, path }));
    }
  }
  return problems;
}

function elementsOf(value: Value | undefined): [number, Values][] {
  if (isObject(value)) return [[0, value]];
  return Array.isArray(value) ? value.flatMap((one, at) => (isObject(one) ? [[at, one] as [number, Values]] : [])) : [];
}

function checkEnum(place: Place, name: string, attribute: AttributeSchema): Problem[] {
  const allowed = attribute.enum;
  if (allowed === undefined) return [];
  const value = place.values[name] ?? null;
  const values = Array.isArray(value) ? value : [value];
  const wrong = values.find(
    (one) => (typeof one === 'string' || typeof one === 'number') && one !== '' && !allowed.includes(one),
  );
  if (wrong === undefined) return [];
  return [
    {
      summary: `expected ${name} to be one of ${JSON.stringify(allowed)}, got ${String(wrong)}`,
      path: [...place.path, name],
    },
  ];
}

/** What only the cloud sets; Terraform leaves it to the providers to say so. */
function checkConfigurable(place: Place, name: string, attribute: AttributeSchema): Problem[] {
  const settable = attribute.required === true || attribute.optional === true;
  if (settable || isNothing(place.values[name])) return [];
  return [
    {
      summary: 'Value for unconfigurable attribute',
      detail: `Can't configure a value for "${name}": its value will be decided automatically based on the result of applying this configuration.`,
      path: [...place.path, name],
    },
  ];
}

function checkCompany(place: Place, name: string, attribute: AttributeSchema): Problem[] {
  const path = [...place.path, name];
  const own = place.values[name];
  // A value that is not known yet may turn out to be nothing, but somebody wrote it: it wants its company.
  const missing = isNothing(own)
    ? []
    : (attribute.requiredWith ?? []).filter((other) => isNothing(lookUp(place, other)));
  const conflicts = isSet(own) ? (attribute.conflictsWith ?? []).filter((other) => isSet(lookUp(place, other))) : [];
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

function checkExactlyOne(place: Place, group: readonly string[]): Problem[] {
  const values = group.map((name) => place.values[name]);
  const given = values.filter(isSet).length;
  const open = values.some((value) => value instanceof Unknown);
  if (given === 1 || (given === 0 && open)) return [];
  const wrong = given === 0 ? 'none was specified' : `${given} were specified`;
  return [
    {
      summary: 'Invalid combination of arguments',
      detail: `exactly one of \`${group.join(',')}\` must be specified, ${wrong}`,
      path: [...place.path, group[0] ?? ''],
    },
  ];
}

/** Rules name attributes from the top, sometimes with the place in a list between; those are siblings here. */
function lookUp(place: Place, name: string): Value | undefined {
  return name.includes('.') ? place.values[lastStep(name)] : (place.values[name] ?? place.root[name]);
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
