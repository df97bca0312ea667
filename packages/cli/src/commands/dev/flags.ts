import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `dev`, as the command line gives them. */
export interface DevFlags extends FleetFlags {
  readonly repo?: string;
  readonly env?: string;
  /** Each `NAME` or `NAME=DIR`. */
  readonly with?: readonly string[];
}

const DETAILS = `
It has the variables of the environment, a PostgreSQL server with its role and database, Redis if redis-server is on the PATH, and a stub of
each application that it uses. It starts again when a file of its repository changes. Ctrl-C ends everything. A scheduled job runs once.
Its migration runs before it, and its processes beside it.

Files and folders that its pods mount are in a temporary folder; volumes are kept below dist/dev. Their paths are replaced in variables and commands.

Secrets are in .goldenpath/dev/<app>.yaml, which Git ignores. With AWS_ENDPOINT_URL, or AWS_ENDPOINT_URL_SQS and so on, what it has
in AWS is on a server of yours.`;

export function devCommand(): Command {
  return fleetCommand('dev', 'Run an application and what it needs on this machine, with reload.')
    .argument('<app>', 'name of the application')
    .option('--repo <dir>', 'folder of its repository; scaffolded if missing (default: dist/dev/<app>/repository)')
    .option('--env <name>', 'environment whose variables it has (default: dev)')
    .addOption(names('--with', 'applications that it uses and that run for real: NAME, or NAME=DIR'))
    .addHelpText('after', DETAILS);
}
