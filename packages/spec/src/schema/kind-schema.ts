import type { JsonSchema, Registry } from '@goldenpath/extension';
import { appSchemaOf } from './app-schema';
import { mapSchemas } from './map-schemas';

/**
 * Returns the JSON Schema of the specs of one kind. It is complete: every reference is replaced by its definition.
 *
 * @throws Error for a kind that the registry does not have.
 */
export function kindSchema(kind: string, registry: Registry): JsonSchema {
  const { schema, definitions } = appSchemaOf(registry);
  const definition = schema.definitions?.[definitions.get(kind) ?? ''];
  if (definition === undefined) throw new Error(`There is no kind ${kind}.`);
  return inlined(definition, schema.definitions ?? {});
}

function inlined(node: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const name = node.$ref?.replace('#/definitions/', '');
  if (name === undefined) return mapSchemas(node, (inner) => inlined(inner, definitions));
  return inlined(definitions[name] ?? {}, definitions);
}
