import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FleetSource } from '@goldenpath/spec';
import { SCHEMA_FOLDER } from '../schema/schemas';

/** Locations of a schema, from the platform file's folder: of the fleet, of this repository, of the package. */
const SCHEMAS = [
  `${SCHEMA_FOLDER}/app.schema.json`,
  'schemas/app.schema.json',
  'node_modules/@goldenpath/spec/schemas/app.schema.json',
];

/** Returns the schema for a new spec, relative to the spec's folder; undefined when there is none. */
export function schemaReference({ appsFolder, platformFile }: FleetSource): string | undefined {
  const root = path.dirname(platformFile);
  const schema = SCHEMAS.map((file) => path.join(root, file)).find((file) => fs.existsSync(file));
  return schema && path.relative(path.join(appsFolder, 'name'), schema).split(path.sep).join('/');
}
