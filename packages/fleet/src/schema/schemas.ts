import * as path from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { composeAppSchema, composePlatformSchema, type FleetSource, loadRegistry } from '@goldenpath/spec';
import { InvalidFleetError } from '../errors';

/** The folder of a fleet's schemas, from the platform file's folder. */
export const SCHEMA_FOLDER = '.goldenpath';

/** A JSON Schema for editors. */
export interface SchemaFile {
  /** Its absolute path. */
  readonly file: string;
  readonly content: string;
}

/**
 * Returns the JSON Schemas of a fleet's specs and platform file, including the fields of extensions. Specs are not read, because a schema
 * helps to correct them.
 *
 * @throws InvalidFleetError when the platform file or an extension is invalid.
 */
export async function fleetSchemas(source: FleetSource): Promise<SchemaFile[]> {
  const { registry, diagnostics } = await loadRegistry(source, builtInRegistry);
  if (diagnostics.length > 0) throw new InvalidFleetError(diagnostics);
  const folder = path.join(path.dirname(source.platformFile), SCHEMA_FOLDER);
  return Object.entries({ app: composeAppSchema(registry), platform: composePlatformSchema(registry) }).map(
    ([name, schema]) => ({
      file: path.join(folder, `${name}.schema.json`),
      content: `${JSON.stringify(schema, null, 2)}\n`,
    }),
  );
}
