// Converts a union whose members differ by one constant field to if/then. Editors then complete the fields of the right member, and errors
// are about that member only.
import { nameOf } from './references.mjs';

/** Converts such unions in `definitions`. Other unions are unchanged. */
export function discriminateUnions(definitions) {
  const rewrite = (node) => {
    if (Array.isArray(node)) return node.map(rewrite);
    if (typeof node !== 'object' || node === null) return node;
    const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rewrite(value)]));
    const field = copy.anyOf && discriminator(copy.anyOf, definitions);
    return field === undefined ? copy : chosenBy(field, copy, definitions);
  };
  return rewrite(definitions);
}

/** Returns the field that has a different constant in every member, if there is one. */
function discriminator(members, definitions) {
  const targets = members.map(({ $ref }) => ($ref === undefined ? undefined : definitions[nameOf($ref)]));
  const fields = Object.keys(targets[0]?.properties ?? {});
  return fields.find((field) => {
    const values = targets.map((target) => target?.properties?.[field]?.const);
    return !values.includes(undefined) && new Set(values).size === values.length;
  });
}

function chosenBy(field, { anyOf, ...rest }, definitions) {
  const members = anyOf.map(({ $ref }) => {
    const { description, properties } = definitions[nameOf($ref)];
    return { $ref, description, value: properties[field].const };
  });
  const choice = {
    type: 'string',
    enum: members.map(({ value }) => value),
    // Not part of the standard: editors show it next to each choice.
    enumDescriptions: members.map(({ description }) => description),
  };
  const branches = members.map(({ $ref, value }) => ({
    if: { properties: { [field]: { const: value } }, required: [field] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema.
    then: { $ref },
  }));
  return { ...rest, type: 'object', properties: { [field]: choice }, required: [field], allOf: branches };
}
