import type { Kind } from '../types/app';
import appSchema from '../../schemas/app.schema.json';
import platformSchema from '../../schemas/platform.schema.json';

/** A JSON Schema of what is generated from the types in `types/`. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $id?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly const?: unknown;
  readonly [keyword: string]: unknown;
}

export const APP_SCHEMA: JsonSchema = appSchema;
export const PLATFORM_SCHEMA: JsonSchema = platformSchema;

/** The definition of the platform file. */
export const PLATFORM_DEFINITION = 'WrittenPlatform';

/** The definition of each kind's spec, by the kind's name. */
export const KIND_DEFINITIONS: ReadonlyMap<Kind, string> = new Map(
  Object.entries(APP_SCHEMA.definitions ?? {}).flatMap(([name, definition]) => {
    const kind = definition.properties?.['kind']?.const;
    return typeof kind === 'string' ? [[kind as Kind, name] as const] : [];
  }),
);

export const KINDS: readonly Kind[] = [...KIND_DEFINITIONS.keys()];

/** A schema that comes with this package, and those of its definitions that documents are checked against. */
export interface BuiltInSchema {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly definitions: readonly string[];
}

/** What the build compiles. */
export const BUILT_IN_SCHEMAS: readonly BuiltInSchema[] = [
  { name: 'app', schema: APP_SCHEMA, definitions: [...KIND_DEFINITIONS.values()] },
  { name: 'platform', schema: PLATFORM_SCHEMA, definitions: [PLATFORM_DEFINITION] },
];
