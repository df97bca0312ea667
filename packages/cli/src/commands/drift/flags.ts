import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `drift`, as the command line gives them. */
export interface DriftFlags extends FleetFlags {
  readonly plan: string;
  readonly issues?: string;
}

export function driftCommand(): Command {
  return fleetCommand('drift', 'Tell from plans what was changed in the cloud since it was deployed.')
    .requiredOption('--plan <dir>', 'folder with what `goldenpath plan --json` printed')
    .option('--issues <file>', 'open issues as GitHub lists them: tell what to open, update and close (with --json)');
}
