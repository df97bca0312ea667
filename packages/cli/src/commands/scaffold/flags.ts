import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `scaffold`, as the command line gives them. */
export interface ScaffoldFlags extends FleetFlags {
  readonly out?: string;
}

export function scaffoldCommand(): Command {
  return fleetCommand(
    'scaffold',
    'Write the repository of an application: code that runs, its pipeline, its catalog entry.',
  )
    .argument('<app>', 'name of the application')
    .option(
      '--out <dir>',
      'folder of the repository (default: dist/repos/<app>, which `synth` keeps as generated: work elsewhere)',
    );
}
