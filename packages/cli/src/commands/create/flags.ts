import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';
import { seconds } from '../repository-flags';

/** Flags of `create`, as the command line gives them. */
export interface CreateFlags extends FleetFlags {
  readonly backstage?: string;
  readonly dryRun?: boolean;
  readonly undo?: boolean;
  readonly timeout?: number;
}

const DETAILS = `
The stack of the application makes the repository: run \`goldenpath deploy --only APP\` first. \`create\` then pushes the first commit, or opens
a pull request where the branch is protected, writes the catalog of the fleet, and registers the application in Backstage.

Each step is recorded in .goldenpath/create/APP.json. After a failure, run it again: it goes on. The exit code is 1 while a step waits for you.
Git uses its own credentials. The APIs need tokens in GITHUB_TOKEN and BACKSTAGE_TOKEN.`;

export function createCommand(): Command {
  return fleetCommand('create', 'Start the repository of an application: first commit, catalog, registration.')
    .argument('<app>', 'name of the application')
    .option('--backstage <url>', 'address of Backstage (default: BACKSTAGE_URL; without it nothing is registered)')
    .option('--dry-run', 'show the steps; change nothing')
    .option('--undo', 'remove what an earlier run made; the repository itself stays with its stack')
    .addOption(new Option('--timeout <seconds>', 'time limit for Git (default: 120)').argParser(seconds))
    .addHelpText('after', DETAILS);
}
