import type { JsonSchema, Registry } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { composeAppSchema, composePlatformSchema, definitionName } from './compose';
import { BUILT_IN_APP_SCHEMA, PLATFORM_SCHEMA } from './schemas';

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
      schema: registry === builtInRegistry ? BUILT_IN_APP_SCHEMA : composeAppSchema(registry),
      kinds: registry.kinds.map(({ name }) => name),
      definitions: new Map(registry.kinds.map((kind) => [kind.name, definitionName(kind)])),
    };
    schemas.set(registry, schema);
  }
  return schema;
}

/** The schema of the platform file for a registry. That of the built-in parts is not composed: its checks are compiled. */
export function platformSchemaOf(registry: Registry): JsonSchema {
  return registry === builtInRegistry ? PLATFORM_SCHEMA : composePlatformSchema(registry);
}
