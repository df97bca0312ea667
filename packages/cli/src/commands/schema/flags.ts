import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `schema`, as the command line gives them. */
export interface SchemaFlags extends FleetFlags {
  readonly check?: boolean;
}

export function schemaCommand(): Command {
  return fleetCommand(
    'schema',
    'Write the JSON Schemas of the fleet, with its extensions, for editors: .goldenpath/app.schema.json.',
  ).option('--check', 'write nothing; exit with 1 if what is there differs');
}
