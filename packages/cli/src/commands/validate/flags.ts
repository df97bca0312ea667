import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `validate`. */
export interface ValidateFlags extends FleetFlags {
  readonly only?: readonly string[];
}

export function validateCommand(): Command {
  return fleetCommand('validate', 'Check every spec and the platform file; print each error with its line.').addOption(
    names('--only', 'only errors in these applications and in the applications that they use'),
  );
}
