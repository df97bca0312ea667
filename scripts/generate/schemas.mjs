// The JSON Schemas of the app spec and of the platform file, made from their TypeScript types.
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { discriminateUnions } from './discriminate.mjs';
import { inlineReferences, pruneDefinitions } from './references.mjs';

/** The schemas by name: `app` and `platform`. `root` is the workspace's folder. */
export function schemasOfTypes(root) {
  const generator = createGenerator({
    path: join(root, 'packages/spec/src/types/*.ts'),
    tsconfig: join(root, 'packages/spec/tsconfig.json'),
    type: '*',
    skipTypeCheck: true,
    additionalProperties: false,
    expose: 'export',
    topRef: true,
    jsDoc: 'extended',
    extraTags: ['propertyNames'],
  });
  const app = polished(generator.createSchema('WrittenAppSpec'), 'WrittenAppSpec', {
    $id: 'urn:goldenpath:app.schema.json',
    title: 'Application',
  });
  app.properties.kind.description = generator.createSchema('Kind').definitions.Kind.description;
  const platform = polished(generator.createSchema('WrittenPlatform'), 'WrittenPlatform', {
    $id: 'urn:goldenpath:platform.schema.json',
    title: 'Platform',
  });
  return { app, platform };
}

/** The generator's schema as editors read it best: see each step. */
function polished(schema, rootName, heading) {
  const definitions = dropOverrideDefaults(discriminateUnions(inlineReferences(schema.definitions)));
  const { [rootName]: rootDefinition, ...rest } = definitions;
  // A union at the root shows its choices there; anything else is found by its name, as each kind is.
  const body = rootDefinition.allOf ? rootDefinition : { allOf: [{ $ref: `#/definitions/${rootName}` }] };
  const all = rootDefinition.allOf ? rest : definitions;
  return pruneDefinitions({ $schema: schema.$schema, ...heading, ...body, definitions: all });
}

/** In an override nothing has a default of its own: what the spec says in general holds. */
function dropOverrideDefaults(definitions) {
  for (const definition of Object.values(definitions)) {
    const overrides = definition.properties?.overrides;
    if (overrides === undefined) continue;
    definition.properties.overrides = withoutDefaults(inlined(overrides, definitions));
  }
  return definitions;
}

function inlined(node, definitions) {
  if (Array.isArray(node)) return node.map((item) => inlined(item, definitions));
  if (typeof node !== 'object' || node === null) return node;
  if (node.$ref !== undefined) return inlined(definitions[node.$ref.slice('#/definitions/'.length)], definitions);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inlined(value, definitions)]));
}

function withoutDefaults(node) {
  if (Array.isArray(node)) return node.map(withoutDefaults);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => key !== 'default');
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutDefaults(value)]));
}
