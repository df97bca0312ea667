import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `__side`. Other versions of this program call it, so its name must not change. */
export interface VersionFileFlags extends FleetFlags {
  readonly to: string;
}

export function versionFileCommand(): Command {
  return fleetCommand('__side', '').requiredOption('--to <file>');
}
