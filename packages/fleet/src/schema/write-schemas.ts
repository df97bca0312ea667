import * as fs from 'node:fs';
import { writeFileAtomically } from '@goldenpath/output';
import type { FleetContext } from '../context';
import { fleetSchemas } from './schemas';

export interface SchemaOptions {
  /** Write nothing; only compare. @default false */
  readonly check?: boolean;
}

/** A JSON Schema for editors. */
export interface WrittenSchema {
  /** Its absolute path. */
  readonly file: string;
  /** The previous state of the file. */
  readonly found: 'fresh' | 'missing' | 'differs';
  readonly isWritten: boolean;
}

/** Writes the JSON Schemas of a fleet if they are missing or differ. */
export async function writeSchemas(
  { source, runCode }: FleetContext,
  { check = false }: SchemaOptions = {},
): Promise<WrittenSchema[]> {
  const schemas = await runCode(() => fleetSchemas(source));
  return schemas.map(({ file, content }) => {
    const found = stateOf(file, content);
    const isWritten = !check && found !== 'fresh';
    if (isWritten) writeFileAtomically(file, content);
    return { file, found, isWritten };
  });
}

function stateOf(file: string, content: string): WrittenSchema['found'] {
  if (!fs.existsSync(file)) return 'missing';
  return fs.readFileSync(file, 'utf8') === content ? 'fresh' : 'differs';
}
