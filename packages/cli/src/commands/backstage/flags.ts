import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `backstage`. */
export interface BackstageFlags extends FleetFlags {
  readonly out?: string;
  readonly check?: boolean;
}

export function backstageCommand(): Command {
  return fleetCommand('backstage', 'Write the templates for Backstage: a form for each kind of application.')
    .option('--out <dir>', 'folder of the templates (default: backstage, beside the platform file)')
    .option('--check', 'write nothing; exit with 1 if a template is out of date');
}
