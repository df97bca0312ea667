import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `import`. */
export interface ImportFlags extends FleetFlags {
  readonly name?: string;
  readonly owner?: string;
  readonly description?: string;
  readonly env?: string;
  readonly dryRun?: boolean;
}

export function importCommand(): Command {
  return fleetCommand(
    'import',
    'Write the nearest specs of what a compose file, a Score file or Kubernetes manifests describe.',
  )
    .argument('<path>', 'the file, or a folder of manifests or with a kustomization')
    .option('--name <name>', 'name of the application (default: that in the source)')
    .option('--owner <team>', 'team that owns it (default: the only team of the platform file)')
    .option('--description <text>', 'purpose, in one line')
    .option('--env <name>', 'environment whose objects are compared with the manifests (default: the last one)')
    .option('--dry-run', 'print the specs and write nothing');
}
