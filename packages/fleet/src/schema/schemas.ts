import * as path from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { composeAppSchema, composePlatformSchema, type FleetSource, loadRegistry } from '@goldenpath/spec';
import { InvalidFleetError } from '../errors';

/** Where the schemas of a fleet are, from the folder of its platform file. */
export const SCHEMA_FOLDER = '.goldenpath';

/** A JSON Schema for editors. */
export interface SchemaFile {
  /** Its absolute path. */
  readonly file: string;
  readonly content: string;
}

/**
 * The JSON Schemas of a fleet's specs and platform file, with what its extensions add. Specs are not read: a schema helps to
 * correct them.
 *
 * @throws InvalidFleetError where the platform file cannot be read or an extension cannot be used.
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
