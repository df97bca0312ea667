import type { JsonSchema, Registry } from '@goldenpath/extension';
import { composeAppSchema, definitionName } from './compose';

/** The schema of the specs that a registry allows, and the definition of each kind in it. */
export interface AppSchema {
  readonly schema: JsonSchema;
  readonly kinds: readonly string[];
  /** The name of the definition of each kind's spec. */
  readonly definitions: ReadonlyMap<string, string>;
}

const schemas = new WeakMap<Registry, AppSchema>();

/** The schema of the specs that a registry allows; composed once for each registry. */
export function appSchemaOf(registry: Registry): AppSchema {
  let schema = schemas.get(registry);
  if (schema === undefined) {
    schema = {
      schema: composeAppSchema(registry),
      kinds: registry.kinds.map(({ name }) => name),
      definitions: new Map(registry.kinds.map((kind) => [kind.name, definitionName(kind)])),
    };
    schemas.set(registry, schema);
  }
  return schema;
}
