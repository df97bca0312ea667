import { canonical } from '../behaviours/made-up';
import type { AttributeSchema, BlockSchema } from '../schema/types';
import type { Path } from '../wire/diagnostics';
import { isObject, Unknown, type Value, type Values } from '../wire/values';

/** Returns whether two values of an attribute are equal, ignoring the order of sets. */
function sameValue(attribute: AttributeSchema, one: Value | undefined, other: Value | undefined): boolean {
  if (containsUnknown(one) || containsUnknown(other)) return false;
  const isSet = attribute.nested
    ? attribute.nested.nesting === 'set'
    : Array.isArray(attribute.type) && attribute.type[0] === 'set';
  return canonical(isSet ? sorted(one) : (one ?? null)) === canonical(isSet ? sorted(other) : (other ?? null));
}

/** Returns the attributes that differ between two values of a block, with their schemas. */
export function changedPaths(schema: BlockSchema, prior: Values, planned: Values): { path: Path; replaces: boolean }[] {
  const changes: { path: Path; replaces: boolean }[] = [];
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    if (attribute.writeOnly || sameValue(attribute, prior[name], planned[name])) continue;
    changes.push({ path: [name], replaces: attribute.replaces === true });
  }
  for (const [name, nested] of Object.entries(schema.blocks)) {
    const [before, after] = [elements(prior[name]), elements(planned[name])];
    if (nested.nesting === 'set' || before.length !== after.length) {
      const [one, other] = [keys(nested.block, before), keys(nested.block, after)];
      if (one !== other)
        changes.push({ path: [name], replaces: nested.replaces === true || anyReplaces(nested.block) });
      continue;
    }
    before.forEach((element, at) => {
      const steps = nested.nesting === 'list' ? [name, at] : [name];
      for (const { path, replaces } of changedPaths(nested.block, element, after[at] ?? {})) {
        changes.push({ path: [...steps, ...path], replaces: replaces || nested.replaces === true });
      }
    });
  }
  return changes;
}

function anyReplaces(schema: BlockSchema): boolean {
  return Object.values(schema.attributes).some(({ replaces }) => replaces);
}

function keys(schema: BlockSchema, values: Values[]): string {
  const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks)];
  const texts = values.map((value, at) =>
    containsUnknown(value)
      ? `unknown ${at}`
      : canonical(Object.fromEntries(names.map((name) => [name, sortedDeep(value[name])]))),
  );
  return texts.sort().join('\n');
}

function elements(value: Value | undefined): Values[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

function sorted(value: Value | undefined): Value {
  return Array.isArray(value)
    ? [...value].sort((one, other) => (canonical(one) < canonical(other) ? -1 : 1))
    : (value ?? null);
}

function sortedDeep(value: Value | undefined): Value {
  return Array.isArray(value) ? sorted(value.map(sortedDeep)) : (value ?? null);
}

function containsUnknown(value: Value | undefined): boolean {
  if (value instanceof Unknown) return true;
  if (Array.isArray(value)) return value.some(containsUnknown);
  return isObject(value) && Object.values(value).some(containsUnknown);
}
