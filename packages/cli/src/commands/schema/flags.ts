import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `schema`. */
export interface SchemaFlags extends FleetFlags {
  readonly check?: boolean;
}

export function schemaCommand(): Command {
  return fleetCommand(
    'schema',
    'Write the JSON Schemas for editors, with the fields of extensions, to .goldenpath/.',
  ).option('--check', 'write nothing; exit with 1 if a schema is out of date');
}
