// One Markdown table of fields, from an object schema.
import { nameOf } from './references.mjs';

/** A table of the fields of `definition`; `isOverridable(field)` puts a mark; `path` is where the group's section is. */
export function fieldTable(definition, schema, isOverridable = () => false, path = '') {
  const required = (field) => definition.required?.includes(field) === true;
  // What is required comes first; otherwise the order of the types.
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

/** Text of several lines in one cell; a list keeps a line for each item. */
function inCell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/\n+- /g, '<br>– ').replaceAll('\n', ' ');
}

/** The schema that a property means, its reference followed. */
export function resolve(property, schema) {
  return property.$ref === undefined ? property : schema.definitions[nameOf(property.$ref)];
}

/** The schema of a property, or of its items where it is a list. */
export function groupOf(property, schema) {
  const target = resolve(property, schema);
  return target.type === 'array' ? resolve(target.items, schema) : target;
}

/** Whether a property has fields of its own, and so a section of its own. */
export function isGroup(property) {
  return property?.allOf !== undefined || (property?.type === 'object' && property.properties !== undefined);
}

/** A link to the section of a group. */
function link(where) {
  return `[${where}](#${where.toLowerCase().replaceAll('.', '')})`;
}

function typeInWords(property, schema, where) {
  if (property.const !== undefined) return `\`${property.const}\``;
  if (property.enum) return property.enum.map((value) => `\`${value}\``).join(' or ');
  if (property.type === 'array')
    return [`list of ${itemInWords(property.items, schema, where)}`, ...rulesOf(property)].join(', ');
  if (isGroup(property)) return `group, see ${link(where)}`;
  if (property.type === 'object') return mapInWords(property, schema);
  return [TYPES[property.type] ?? property.type, ...rulesOf(property)].join(', ');
}

const TYPES = { string: 'text', integer: 'whole number', number: 'number', boolean: '`true` or `false`' };

function itemInWords(items, schema, where) {
  const target = resolve(items, schema);
  if (isGroup(target)) return `groups, see ${link(where)}`;
  if (target.enum) return target.enum.map((value) => `\`${value}\``).join(', ');
  return ['texts', ...rulesOf(target)].join(', ');
}

function mapInWords(property, schema) {
  const names = property.propertyNames?.pattern ? `, names \`${property.propertyNames.pattern}\`` : '';
  return `map of names to ${typeInWords(resolve(property.additionalProperties, schema), schema, '')}${names}`;
}

function rulesOf({ pattern, minimum, maximum, minLength, maxLength, minItems, maxItems, uniqueItems }) {
  return [
    // A longer one tells a reader nothing that the description does not say better.
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
