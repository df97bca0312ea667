import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `list`, as the command line gives them. */
export interface ListFlags extends FleetFlags {
  readonly owner?: string;
  readonly kind?: string;
  readonly env?: readonly string[];
}

export function listCommand(): Command {
  return fleetCommand('list', 'Show the fleet: each application, where it runs, its hosts, its database.')
    .option('--owner <team>', 'only the applications of this team')
    .option('--kind <kind>', 'only the applications of this kind')
    .addOption(names('--env', 'only the applications that run in one of these environments'));
}
