import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `explain`. */
export interface ExplainFlags extends FleetFlags {
  readonly env?: readonly string[];
  /** Show every fact and its source instead of a summary. @default false */
  readonly all?: boolean;
}

export function explainCommand(): Command {
  return fleetCommand('explain', 'Show the URLs, variables, secret and stacks of an application.')
    .argument('<app>', 'name of the application')
    .addOption(names('--env', 'only these environments'))
    .option('--all', 'show every resolved value and its source');
}
