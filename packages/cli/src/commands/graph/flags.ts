import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `graph`, as the command line gives them. */
export interface GraphFlags extends FleetFlags {
  readonly env?: readonly string[];
  /** @default `svg` */
  readonly format?: 'svg' | 'mermaid';
}

export function graphCommand(): Command {
  return fleetCommand('graph', 'Draw an application, from its host to its data; without one the fleet, who uses whom.')
    .argument('[app]', 'name of the application')
    .addOption(names('--env', 'only what is in these environments'))
    .addOption(
      new Option('--format <format>', 'a picture, or Mermaid for Markdown').choices(['svg', 'mermaid']).default('svg'),
    );
}
