import type { JsonSchema } from '@goldenpath/extension';
import appSchema from '../../schemas/app.schema.json';
import platformSchema from '../../schemas/platform.schema.json';

export const PLATFORM_SCHEMA: JsonSchema = platformSchema;

/** The definition of the platform file. */
export const PLATFORM_DEFINITION = 'WrittenPlatform';

/** The schema of the built-in kinds, composed by `composeAppSchema` and written by `pnpm generate`. */
export const BUILT_IN_APP_SCHEMA: JsonSchema = appSchema;

/** A schema of this package, and the definitions that documents are checked against. */
export interface BuiltInSchema {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly definitions: readonly string[];
}

/** The schemas that the build compiles. */
export const BUILT_IN_SCHEMAS: readonly BuiltInSchema[] = [
  { name: 'app', schema: BUILT_IN_APP_SCHEMA, definitions: definitionsOfKinds(BUILT_IN_APP_SCHEMA) },
  { name: 'platform', schema: PLATFORM_SCHEMA, definitions: [PLATFORM_DEFINITION] },
];

function definitionsOfKinds({ definitions = {} }: JsonSchema): string[] {
  const isKind = ({ properties }: JsonSchema) => typeof properties?.['kind']?.const === 'string';
  return Object.entries(definitions).flatMap(([name, definition]) => (isKind(definition) ? [name] : []));
}
