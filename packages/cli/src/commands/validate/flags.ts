import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `validate`, as the command line gives them. */
export interface ValidateFlags extends FleetFlags {
  readonly only?: readonly string[];
}

export function validateCommand(): Command {
  return fleetCommand(
    'validate',
    'Check every spec and the platform file; print every mistake, with its line.',
  ).addOption(names('--only', 'only the mistakes of these applications, and of those that they use'));
}
