// The reference pages of the app spec and of the platform file, from their schemas: one table per kind and per group of fields.
import { fieldTable, groupOf, isGroup, resolve } from './field-table.mjs';

/** Returns the pages by their path from the root. `schemas` is the result of `schemasOfTypes`. */
export function referencePages({ app, platform }) {
  return {
    'docs/reference/app-spec.md': appPage(app),
    'docs/reference/platform-file.md': platformPage(platform),
  };
}

const NOTICE =
  '<!-- Generated from the types in packages/spec/src/types and packages/parts/src by `pnpm generate`. -->';

function appPage(schema) {
  const kinds = schema.properties.kind.enum.map((kind, index) => ({
    kind,
    definition: resolve(schema.allOf[index].then, schema),
  }));
  const sections = kinds.map(({ kind, definition }) => kindSection(kind, definition, schema));
  const groups = mergedGroups(
    kinds.map(({ definition }) => definition),
    schema,
  );
  const list = kinds.map(({ kind, definition }) => `- [\`${kind}\`](#${kind}): ${lowerFirst(definition.description)}`);
  return page([
    '# The app spec',
    NOTICE,
    `One document per application: \`apps/<name>/app.yaml\`, or \`apps/<name>/app.ts\` with \`export default defineApp({ … })\`. An editor completes and checks it after this first line:`,
    '```yaml\n# yaml-language-server: $schema=../../schemas/app.schema.json\n```',
    'A field that a kind does not have is an error. Fields marked ◆ can be overridden in one environment, under `overrides.<environment>`.',
    `## Kinds\n\n${list.join('\n')}`,
    ...sections,
    '# Groups of fields',
    ...groups,
  ]);
}

function kindSection(kind, definition, schema) {
  const overridable = overridableFields(definition);
  const properties = ordered(definition, ['kind', 'name', 'description', 'owner']);
  const table = fieldTable({ ...definition, properties }, schema, (field) => overridable.has(field));
  return `## ${kind}\n\n${definition.description}\n\n${table}`;
}

/** Returns each group once, by field name: kinds share them. */
function mergedGroups(definitions, schema) {
  const sections = new Map();
  for (const definition of definitions) {
    const overrides = definition.properties.overrides?.additionalProperties?.properties ?? {};
    for (const [field, property] of Object.entries(definition.properties)) {
      const group = groupOf(property, schema);
      if (field === 'overrides' || sections.has(field) || !isGroup(group)) continue;
      const overridable = overrides[field]?.properties ?? {};
      sections.set(
        field,
        groupSections(field, group, schema, (name) => overridable[name] !== undefined),
      );
    }
  }
  return [...sections.values()].flat();
}

function platformPage(schema) {
  const definition = resolve(schema.allOf[0], schema);
  const groups = Object.entries(definition.properties).flatMap(([field, property]) => {
    const group = groupOf(property, schema);
    return isGroup(group) ? groupSections(field, group, schema) : [];
  });
  return page([
    '# The platform file',
    NOTICE,
    `${definition.description} An editor completes and checks it after this first line:`,
    '```yaml\n# yaml-language-server: $schema=schemas/platform.schema.json\n```',
    '## The file',
    fieldTable(definition, schema),
    '# Groups of fields',
    ...groups,
  ]);
}

/** Returns the section of a group, followed by those of its nested groups. */
function groupSections(path, group, schema, isOverridable) {
  const body =
    group.allOf === undefined ? [fieldTable(group, schema, isOverridable, path)] : choiceTables(group, schema, path);
  const inner = Object.entries(fieldsOf(group, schema)).flatMap(([field, property]) => {
    const nested = groupOf(property, schema);
    const isNestedOverridable = () => isOverridable?.(field) === true;
    return isGroup(nested) ? groupSections(`${path}.${field}`, nested, schema, isNestedOverridable) : [];
  });
  return [[`## ${path}`, group.description, ...body].filter(Boolean).join('\n\n'), ...inner];
}

/** Returns the fields of a group and of its forms, each once. */
function fieldsOf(group, schema) {
  const forms = (group.allOf ?? []).map((branch) => resolve(branch.then, schema).properties);
  return Object.assign({}, ...forms, group.properties);
}

/** Returns a table for each form of a group. */
function choiceTables(group, schema, path) {
  return group.allOf.flatMap((branch) => {
    const form = resolve(branch.then, schema);
    const [field, { const: value }] = Object.entries(branch.if.properties)[0];
    return [`With \`${field}: ${value}\`: ${form.description}`, fieldTable(form, schema, undefined, path)];
  });
}

function overridableFields(definition) {
  return new Set(Object.keys(definition.properties.overrides?.additionalProperties?.properties ?? {}));
}

/** Returns the properties with `first` first and `overrides` last. */
function ordered({ properties }, first) {
  const { overrides, ...rest } = properties;
  return { ...Object.fromEntries(first.map((name) => [name, rest[name]])), ...rest, overrides };
}

function lowerFirst(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function page(blocks) {
  return `${blocks.join('\n\n')}\n`;
}
