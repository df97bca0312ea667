// Returns one Markdown table of fields from an object schema.
import { nameOf } from './references.mjs';

/** Returns a table of the fields of `definition`. `isOverridable(field)` adds a mark; `path` is the section of the group. */
export function fieldTable(definition, schema, isOverridable = () => false, path = '') {
  const required = (field) => definition.required?.includes(field) === true;
  // Required fields come first. The rest is in the order of the types.
  const fields = Object.entries(definition.properties).toSorted(
    ([a], [b]) => Number(required(b)) - Number(required(a)),
  );
  const rows = fields.map(([field, property]) => {
    const target = resolve(property, schema);
    const where = path === '' ? field : `${path}.${field}`;
    const cells = [
      `\`${field}\`${isOverridable(field) ? ' ◆' : ''}`,
      field === 'overrides' ? 'by environment: the fields marked ◆' : typeInWords(target, schema, where),
      required(field) ? '**required**' : defaultInWords(target),
      target.description ?? (target.const === undefined ? '' : 'Which form this is.'),
    ];
    return `| ${cells.map((cell) => inCell(cell)).join(' | ')} |`;
  });
  return ['| field | type and rule | default | what it is |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** Puts multi-line text in one cell. List items stay on lines of their own. */
function inCell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/\n+- /g, '<br>– ').replaceAll('\n', ' ');
}

/** Resolves a property's reference. */
export function resolve(property, schema) {
  return property.$ref === undefined ? property : schema.definitions[nameOf(property.$ref)];
}

/** Returns the schema of a property, of its items if it is a list, and of its values if it is a map. */
export function groupOf(property, schema) {
  const target = resolve(property, schema);
  if (target.type === 'array') return resolve(target.items, schema);
  return isMap(target) ? resolve(target.additionalProperties, schema) : target;
}

/** Returns whether a property has names of the user's choice. */
function isMap({ type, properties, additionalProperties }) {
  return type === 'object' && properties === undefined && typeof additionalProperties === 'object';
}

/** Returns whether a property has nested fields, and therefore its own section. */
export function isGroup(property) {
  return property?.allOf !== undefined || (property?.type === 'object' && property.properties !== undefined);
}

/** Returns a link to the section of a group. */
function link(where) {
  return `[${where}](#${where.toLowerCase().replaceAll('.', '')})`;
}

function typeInWords(property, schema, where) {
  if (property.const !== undefined) return `\`${property.const}\``;
  if (property.enum) return property.enum.map((value) => `\`${value}\``).join(' or ');
  if (property.type === 'array')
    return [`list of ${itemInWords(property.items, schema, where)}`, ...rulesOf(property)].join(', ');
  if (isGroup(property)) return `group, see ${link(where)}`;
  if (property.type === 'object') return mapInWords(property, schema, where);
  return [TYPES[property.type] ?? property.type, ...rulesOf(property)].join(', ');
}

const TYPES = { string: 'text', integer: 'whole number', number: 'number', boolean: '`true` or `false`' };

function itemInWords(items, schema, where) {
  const target = resolve(items, schema);
  if (isGroup(target)) return `groups, see ${link(where)}`;
  if (target.enum) return target.enum.map((value) => `\`${value}\``).join(', ');
  return ['texts', ...rulesOf(target)].join(', ');
}

function mapInWords(property, schema, where) {
  const names = property.propertyNames?.pattern ? `, names \`${property.propertyNames.pattern}\`` : '';
  const words = typeInWords(resolve(property.additionalProperties, schema), schema, where);
  return `map of names to ${words === '' ? 'values of any type' : words}${names}`;
}

function rulesOf({ pattern, minimum, maximum, minLength, maxLength, minItems, maxItems, uniqueItems }) {
  return [
    // The description explains longer patterns better.
    pattern?.length < 80 && `\`${pattern}\``,
    rangeInWords(minimum, maximum, ''),
    rangeInWords(minLength, maxLength, ' characters'),
    rangeInWords(minItems, maxItems, ' items'),
    uniqueItems && 'none twice',
  ].filter(Boolean);
}

function rangeInWords(least, most, unit) {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `at least ${least}${least === 1 ? unit.replace(/s$/, '') : unit}`;
  return least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`;
}

function defaultInWords({ default: value }) {
  if (value === undefined) return '–';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
