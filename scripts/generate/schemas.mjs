// The JSON Schemas of written files, from TypeScript types: the fields of each part, the fields of every spec, and the platform file.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createGenerator } from 'ts-json-schema-generator';
import { discriminateUnions } from './discriminate.mjs';
import { closeOpenEnums } from './open-enums.mjs';
import { inlineReferences, nameOf, pruneDefinitions } from './references.mjs';

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** Returns the fields of each part that has a `schema.ts`, by part name: the `fields` of `definePart`. */
export function fieldsOfParts(root) {
  const folder = join(root, 'packages/parts/src');
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'schema.ts')));
  return Object.fromEntries(
    names.map((name) => {
      const definitions = definitionsOf(root, 'parts', `${name}/schema.ts`);
      const type = name.replaceAll(/(^|-)([a-z])/g, (_match, _hyphen, letter) => letter.toUpperCase());
      return [name, fieldsOf(definitions, `${type}Fields`, `${type}Overrides`)];
    }),
  );
}

/** Returns the fields of every spec, in the form of a part's fields. */
export function commonFields(root) {
  return fieldsOf(definitionsOf(root, 'spec', 'types/common.ts'), 'WrittenCommon', 'none');
}

/** Returns the schema of the platform file. */
export function platformSchema(root) {
  const definitions = definitionsOf(root, 'spec', 'types/*.ts', 'WrittenPlatform');
  return pruneDefinitions({
    $schema: DRAFT,
    $id: 'urn:goldenpath:platform.schema.json',
    title: 'Platform',
    allOf: [{ $ref: '#/definitions/WrittenPlatform' }],
    definitions,
  });
}

/** Returns the definitions of a type, or of all exports of a file, in the best form for editors. */
function definitionsOf(root, name, file, type = '*') {
  const generator = createGenerator({
    path: join(root, `packages/${name}/src/${file}`),
    tsconfig: join(root, `packages/${name}/tsconfig.json`),
    type,
    skipTypeCheck: true,
    additionalProperties: false,
    expose: 'export',
    topRef: true,
    jsDoc: 'extended',
    extraTags: ['propertyNames'],
  });
  return discriminateUnions(closeOpenEnums(inlineReferences(generator.createSchema(type).definitions)));
}

function fieldsOf(all, fieldsName, overridesName) {
  const { properties, required } = all[fieldsName];
  const overrides = Object.entries(all[overridesName]?.properties ?? {}).map(([field, schema]) => {
    const own = overridden(schema, all);
    return [field, isDeepStrictEqual(own, overridden(properties[field], all)) ? true : own];
  });
  const { definitions } = pruneDefinitions({ properties, definitions: all });
  return {
    properties,
    ...(required !== undefined && { required }),
    ...(overrides.length > 0 && { overrides: Object.fromEntries(overrides) }),
    ...(Object.keys(definitions).length > 0 && { definitions }),
  };
}

/** Overrides have no defaults of their own: the general value of the spec applies. */
function overridden(node, definitions) {
  if (Array.isArray(node)) return node.map((item) => overridden(item, definitions));
  if (typeof node !== 'object' || node === null) return node;
  if (node.$ref !== undefined) return overridden(definitions[nameOf(node.$ref)], definitions);
  const entries = Object.entries(node).filter(([key]) => key !== 'default');
  return Object.fromEntries(entries.map(([key, value]) => [key, overridden(value, definitions)]));
}
