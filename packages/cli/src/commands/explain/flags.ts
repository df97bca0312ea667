import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `explain`, as the command line gives them. */
export interface ExplainFlags extends FleetFlags {
  readonly env?: readonly string[];
}

export function explainCommand(): Command {
  return fleetCommand('explain', 'Show every resolved fact of an application, and where each value came from.')
    .argument('<app>', 'name of the application')
    .addOption(names('--env', 'only what holds in these environments'));
}
