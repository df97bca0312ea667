import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `list`. */
export interface ListFlags extends FleetFlags {
  readonly owner?: string;
  readonly kind?: string;
  readonly env?: readonly string[];
}

export function listCommand(): Command {
  return fleetCommand('list', 'List the applications with their environments, hosts and databases.')
    .option('--owner <team>', 'only applications of this team')
    .option('--kind <kind>', 'only applications of this kind')
    .addOption(names('--env', 'only applications in these environments'));
}
