import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `__side`. Another version of this program runs it, so it keeps its name. */
export interface VersionFileFlags extends FleetFlags {
  readonly to: string;
}

export function versionFileCommand(): Command {
  return fleetCommand('__side', '').requiredOption('--to <file>');
}
