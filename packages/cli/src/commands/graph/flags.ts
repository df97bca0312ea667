import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `graph`. */
export interface GraphFlags extends FleetFlags {
  readonly env?: readonly string[];
  /** @default `svg` */
  readonly format?: 'svg' | 'mermaid';
}

export function graphCommand(): Command {
  return fleetCommand('graph', 'Draw an application from its host to its data, or the fleet and its dependencies.')
    .argument('[app]', 'name of the application')
    .addOption(names('--env', 'only these environments'))
    .addOption(
      new Option('--format <format>', 'SVG, or Mermaid for Markdown').choices(['svg', 'mermaid']).default('svg'),
    );
}
