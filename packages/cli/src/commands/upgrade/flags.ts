import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `upgrade`, as the command line gives them. */
export interface UpgradeFlags extends FleetFlags {
  readonly repo: string;
  readonly dryRun?: boolean;
}

const EXIT_CODES = `
The exit code is 0 if every change was merged, and 1 if a file has conflicts or nothing could be changed.
Nothing is committed: look at the result with \`git diff\`.`;

export function upgradeCommand(): Command {
  return fleetCommand(
    'upgrade',
    "Merge today's templates into the repository of an application. Edits of the team stay.",
  )
    .argument('<app>', 'name of the application')
    .requiredOption('--repo <dir>', 'folder of the repository: a clone without uncommitted changes')
    .option('--dry-run', 'show what would change; change nothing')
    .addHelpText('after', EXIT_CODES);
}
