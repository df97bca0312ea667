import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `snapshot`, as the command line gives them. */
export interface SnapshotFlags extends FleetFlags {
  readonly out: string;
}

export function snapshotCommand(): Command {
  return fleetCommand(
    'snapshot',
    'Evaluate the fleet, and write its facts, manifests and stacks to one file, as data for jobs with credentials.',
  ).requiredOption('--out <file>', 'the file to write');
}
