import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, withSnapshot } from '../../flags';

/** Flags of `drift`. */
export interface DriftFlags extends FleetFlags {
  readonly plan: string;
  readonly issues?: string;
}

export function driftCommand(): Command {
  return withSnapshot(fleetCommand('drift', 'Report changes made outside Terraform, from plans.'))
    .requiredOption('--plan <dir>', 'folder with the output of `goldenpath plan --json`')
    .option(
      '--issues <file>',
      'open issues as GitHub lists them; the JSON says which to open, update and close (with --json)',
    );
}
