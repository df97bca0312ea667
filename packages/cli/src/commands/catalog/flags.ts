import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `catalog`, as the command line gives them. */
export interface CatalogFlags extends FleetFlags {
  readonly out?: string;
  readonly check?: boolean;
}

export function catalogCommand(): Command {
  return fleetCommand('catalog', 'Write the Backstage catalog: every application, API, database and team.')
    .option('--out <dir>', 'folder of the catalog (default: dist/catalog, beside the platform file)')
    .option('--check', 'write nothing; exit with 1 if the catalog is out of date');
}
