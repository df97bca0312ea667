import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `codeowners`, as the command line gives them. */
export interface CodeOwnersFlags extends FleetFlags {
  readonly check?: boolean;
}

export function codeownersCommand(): Command {
  return fleetCommand(
    'codeowners',
    'Write .github/CODEOWNERS: who has to agree to what; and tell who is asked before a deployment.',
  ).option('--check', 'write nothing; exit with 1 if what is there differs');
}
