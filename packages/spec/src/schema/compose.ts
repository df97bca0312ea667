import { isDeepStrictEqual } from 'node:util';
import {
  type AnyPart,
  type JsonSchema,
  type KindDefinition,
  type PartFields,
  type Registry,
  reviewRuleIds,
} from '@goldenpath/extension';
import commonFields from './common-fields.json';
import { mapEntries, mapSchemas } from './map-schemas';
import { PLATFORM_SCHEMA } from './schemas';

/** The fields of every spec. */
export const COMMON: PartFields = commonFields;

/** The definitions of acceptances, in the schemas of specs and of the platform file. */
const ACCEPTANCES = ['WrittenAcceptance', 'WrittenPlatformAcceptance'];

/**
 * Returns the JSON Schema of the specs of a registry: common fields, then those of the kind's parts in the order of the registry. Editors
 * complete the fields of the written kind.
 */
export function composeAppSchema(registry: Registry): JsonSchema {
  const { kinds } = registry;
  const definitions = [
    ...kinds.map((kind) => [definitionName(kind), specOf(kind, registry.partsOf(kind.name))] as const),
    ...[COMMON, ...registry.parts.flatMap(({ fields }) => fields ?? [])].flatMap((fields) =>
      Object.entries(fields.definitions ?? {}),
    ),
  ];
  return withReviewRules(registry, {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:goldenpath:app.schema.json',
    title: 'Application',
    description: 'One application as a person writes it, in `app.yaml` or with `defineApp` in `app.ts`.',
    type: 'object',
    properties: {
      kind: {
        type: 'string',
        enum: kinds.map(({ name }) => name),
        // Not part of the standard: editors show it next to each choice.
        enumDescriptions: kinds.map(({ description }) => description),
        description: 'The golden path that an application takes.',
      },
    },
    required: ['kind'],
    allOf: kinds.map((kind) => ({
      if: { properties: { kind: { const: kind.name } }, required: ['kind'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema.
      then: { $ref: `#/definitions/${definitionName(kind)}` },
    })),
    definitions: Object.fromEntries(definitions),
  });
}

/** Returns the JSON Schema of the platform file for a registry. */
export function composePlatformSchema(registry: Registry, written: JsonSchema = PLATFORM_SCHEMA): JsonSchema {
  return withReviewRules(registry, written);
}

/** Limits acceptances to existing rules: the general ones and those of the registry's parts. */
function withReviewRules(registry: Registry, schema: JsonSchema): JsonSchema {
  const ids = reviewRuleIds(registry);
  const definitions = mapEntries(schema.definitions ?? {}, (definition, name) => {
    const rule = definition.properties?.['rule'];
    if (!ACCEPTANCES.includes(name) || rule === undefined) return definition;
    return { ...definition, properties: { ...definition.properties, rule: { ...rule, enum: ids } } };
  });
  return { ...schema, definitions };
}

/** Returns fields that several parts declare, and definitions that they declare differently, as sentences. */
export function fieldClashes(registry: Registry): string[] {
  const common = Object.fromEntries([...Object.keys(COMMON.properties), 'kind', 'overrides'].map((name) => [name, {}]));
  const inKinds = registry.kinds.flatMap((kind) => {
    const parts = registry
      .partsOf(kind.name)
      .map(({ name, fields }) => [`the part ${name}`, fields?.properties ?? {}] as const);
    return clashes([['every spec', common], ...parts]).map(
      ({ one, other, key }) => `In the kind ${kind.name}, ${one} and ${other} both have the field \`${key}\`.`,
    );
  });
  const parts = registry.parts.map(({ name, fields }) => [`the part ${name}`, fields?.definitions ?? {}] as const);
  const kinds = registry.kinds.map((kind) => [`the kind ${kind.name}`, { [definitionName(kind)]: {} }] as const);
  return [
    ...inKinds,
    ...clashes([['every spec', COMMON.definitions ?? {}], ...kinds, ...parts])
      .filter(({ isSame }) => !isSame)
      .map(({ one, other, key }) => `Both ${one} and ${other} define \`${key}\`.`),
  ];
}

type Owned = readonly [owner: string, entries: Readonly<Record<string, JsonSchema>>];

interface Clash {
  readonly one: string;
  readonly other: string;
  readonly key: string;
  /** Whether both have the same schema. */
  readonly isSame: boolean;
}

function clashes(owned: readonly Owned[]): Clash[] {
  const owners = new Map<string, { readonly one: string; readonly schema: JsonSchema }>();
  return owned.flatMap(([other, entries]) =>
    Object.entries(entries).flatMap(([key, schema]) => {
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, { one: other, schema });
      return owner === undefined
        ? []
        : [{ one: owner.one, other, key, isSame: isDeepStrictEqual(owner.schema, schema) }];
    }),
  );
}

/** Returns the name of the definition of a kind. */
export function definitionName({ name }: KindDefinition): string {
  return `Written${name.replaceAll(/(^|-)([a-z0-9])/g, (_match, _hyphen, letter: string) => letter.toUpperCase())}`;
}

function specOf(kind: KindDefinition, parts: readonly AnyPart[]): JsonSchema {
  const fields = [COMMON, ...parts.flatMap((part) => (part.fields === undefined ? [] : [fieldsIn(kind, part.fields)]))];
  const properties = Object.assign(
    {},
    ...fields.map((part) => mapEntries(part.properties, (schema, field) => narrowed(schema, kind, field, part))),
  ) as Record<string, JsonSchema>;
  const overrides = Object.assign({}, ...fields.map((part) => overridesOf(kind, part))) as Record<string, JsonSchema>;
  return {
    type: 'object',
    properties: {
      ...inOrder({ ...properties, kind: { type: 'string', const: kind.name } }, kind.order),
      ...(Object.keys(overrides).length > 0 && { overrides: byEnvironment(inOrder(overrides, kind.order)) }),
    },
    required: ['kind', ...fields.flatMap(({ required }) => required ?? [])].sort(),
    additionalProperties: false,
    description: kind.description,
  };
}

/** Returns the fields of a part that a kind has. */
function fieldsIn({ without = [], optional = [] }: KindDefinition, fields: PartFields): PartFields {
  if (without.length === 0 && optional.length === 0) return fields;
  const kept = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !without.includes(name)));
  return {
    ...fields,
    properties: kept(fields.properties),
    ...(fields.required !== undefined && { required: fields.required.filter((name) => !optional.includes(name)) }),
    ...(fields.overrides !== undefined && { overrides: kept(fields.overrides) }),
  };
}

function byEnvironment(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: false, properties },
    description: "Per-environment overrides, by the environment's name.",
  };
}

function overridesOf(kind: KindDefinition, part: PartFields): Record<string, JsonSchema> {
  const overrides = Object.entries(part.overrides ?? {}).flatMap(([field, override]) => {
    const schema = override === true ? part.properties[field] : override;
    if (schema === undefined || schema === false) return [];
    // Overrides have no defaults of their own: the general value of the spec applies.
    return [[field, withoutDefaults(inlined(narrowed(schema, kind, field, part), part))] as const];
  });
  return Object.fromEntries(overrides);
}

/** Returns the schema of a field with the kind's constraints. Readers of draft-07 ignore keywords next to a `$ref`. */
function narrowed(schema: JsonSchema, { fields }: KindDefinition, field: string, part: PartFields): JsonSchema {
  const narrower = fields?.[field];
  return narrower === undefined ? schema : { ...inlined(schema, part), ...narrower };
}

function inlined(node: JsonSchema, part: PartFields): JsonSchema {
  const target = node.$ref === undefined ? node : part.definitions?.[node.$ref.replace('#/definitions/', '')];
  return mapSchemas(target ?? {}, (inner) => inlined(inner, part));
}

function withoutDefaults({ default: _default, ...node }: JsonSchema): JsonSchema {
  return mapSchemas(node, withoutDefaults);
}

function inOrder<Value>(record: Readonly<Record<string, Value>>, order: readonly string[] = []): Record<string, Value> {
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => rank(a) - rank(b)));
}
