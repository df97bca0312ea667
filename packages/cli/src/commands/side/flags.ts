import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `__side`, which a review by another version runs. */
export interface SideFlags extends FleetFlags {
  readonly to: string;
}

export function sideCommand(): Command {
  return fleetCommand('__side', '').requiredOption('--to <file>');
}
