import type { JsonSchema, Registry } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { composeAppSchema, composePlatformSchema, definitionName } from './compose';
import { BUILT_IN_APP_SCHEMA, PLATFORM_SCHEMA } from './schemas';

/** The schema of the specs of a registry, and the definition of each kind in it. */
export interface AppSchema {
  readonly schema: JsonSchema;
  readonly kinds: readonly string[];
  /** The definition's name for each kind. */
  readonly definitions: ReadonlyMap<string, string>;
}

const schemas = new WeakMap<Registry, AppSchema>();

/** Returns the schema of the specs of a registry, composed once per registry. */
export function appSchemaOf(registry: Registry): AppSchema {
  let schema = schemas.get(registry);
  if (schema === undefined) {
    schema = {
      schema: registry === builtInRegistry ? BUILT_IN_APP_SCHEMA : composeAppSchema(registry),
      kinds: registry.kinds.map(({ name }) => name),
      definitions: new Map(registry.kinds.map((kind) => [kind.name, definitionName(kind)])),
    };
    schemas.set(registry, schema);
  }
  return schema;
}

/** Returns the schema of the platform file for a registry. For the built-in parts its checks are compiled at build time. */
export function platformSchemaOf(registry: Registry): JsonSchema {
  return registry === builtInRegistry ? PLATFORM_SCHEMA : composePlatformSchema(registry);
}
