import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `codeowners`. */
export interface CodeOwnersFlags extends FleetFlags {
  readonly check?: boolean;
}

export function codeownersCommand(): Command {
  return fleetCommand('codeowners', 'Write .github/CODEOWNERS, and print the reviewers of each deployment.').option(
    '--check',
    'write nothing; exit with 1 if the file is out of date',
  );
}
