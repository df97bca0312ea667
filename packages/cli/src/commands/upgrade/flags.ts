import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';
import { seconds } from '../repository-flags';

/** Flags of `upgrade`, as the command line gives them. */
export interface UpgradeFlags extends FleetFlags {
  readonly repo?: string;
  readonly all?: boolean;
  readonly pullRequest?: boolean;
  readonly dryRun?: boolean;
  readonly timeout?: number;
}

const DETAILS = `
With a folder, nothing is committed: look at the result with \`git diff\`.
The exit code is 0 if every change was merged, and 1 if a file has conflicts or nothing could be changed.

With --pull-request, each repository is cloned, and gets one pull request if something changes. One with conflicts is a draft.
The exit code is 1 if a repository failed. Git uses its own credentials; the API needs a token in GITHUB_TOKEN.`;

export function upgradeCommand(): Command {
  return fleetCommand(
    'upgrade',
    "Merge today's templates into the repositories of applications. Edits of the team stay.",
  )
    .argument('[apps...]', 'names of the applications; one with a folder')
    .option('--repo <dir>', 'folder of the repository: a clone without uncommitted changes')
    .option('--pull-request', 'open or update a pull request on GitHub; --repo is then a URL with {app}')
    .option('--all', 'with --pull-request: every application that has a repository')
    .option('--dry-run', 'show what would change; change nothing')
    .addOption(
      new Option('--timeout <seconds>', 'with --pull-request: time limit for Git (default: 120)').argParser(seconds),
    )
    .addHelpText('after', DETAILS);
}
