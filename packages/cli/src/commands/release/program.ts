import { Command } from 'commander';
import type { ExitCode } from '../../command';
import { fleetCommand } from '../../flags';
import { withRepositoryFlags } from '../repository-flags';
import type { CommandContext } from '../../command';

/** Loads what a command does when it is called: what one command stands on takes time that no other should pay. */
export type LoadCommand<Arguments extends readonly unknown[]> = () => Promise<
  (...rest: [...Arguments, CommandContext]) => Promise<ExitCode>
>;

/** Lets a command run a function when it is called. */
export type Bind = <Arguments extends readonly unknown[]>(command: Command, load: LoadCommand<Arguments>) => Command;

/** Loaded when one of them is run. */
const commands = () => import('./run.js');

/** `goldenpath release …`: which image tag runs where. */
export function releaseCommand(bind: Bind): Command {
  const release = new Command('release')
    .description('Move the image tag that runs from environment to environment, and tell what ran where.')
    .helpOption('-h, --help', 'print this help');
  for (const command of [
    bind(setCommand(), async () => (await commands()).set),
    bind(promoteCommand(), async () => (await commands()).promote),
    bind(rollbackCommand(), async () => (await commands()).rollback),
    bind(statusCommand(), async () => (await commands()).status),
    bind(historyCommand(), async () => (await commands()).history),
  ]) {
    release.addCommand(command);
  }
  return release;
}

const SKIPS_AN_ENVIRONMENT = 'although it never ran in the environment that comes before';

function setCommand(): Command {
  return moving('set', 'Run a tag in an environment.', SKIPS_AN_ENVIRONMENT)
    .requiredOption('--env <environment>', 'where it is to run')
    .requiredOption('--tag <tag>', '{environment}-{7 characters of the commit}; where tags may move, also latest')
    .option('--digest <digest>', 'pin the image: sha256:…');
}

function promoteCommand(): Command {
  return moving('promote', 'Run in one environment the commit that runs in an earlier one.', SKIPS_AN_ENVIRONMENT)
    .requiredOption('--from <environment>', 'where it runs')
    .requiredOption('--to <environment>', 'where it is to run');
}

function rollbackCommand(): Command {
  return moving('rollback', 'Run again what ran before.', 'although it never ran there')
    .requiredOption('--env <environment>', 'where it is to run again')
    .option('--to <tag>', 'a tag that ran there (default: the one before)');
}

function statusCommand(): Command {
  return withRepositoryFlags(
    fleetCommand('status', 'Show what runs where, since when, by whose commit, and how far behind.').argument(
      '[app]',
      'name of the application (default: all)',
    ),
  );
}

function historyCommand(): Command {
  return withRepositoryFlags(
    fleetCommand('history', 'Show all that ran in an environment, the latest first.').argument(
      '<app>',
      'name of the application',
    ),
  ).requiredOption('--env <environment>', 'the environment');
}

function moving(name: string, description: string, brokenRule: string): Command {
  return withRepositoryFlags(fleetCommand(name, description).argument('<app>', 'name of the application'))
    .option('--reason <text>', 'why: the commit keeps it')
    .option('--force', `${brokenRule}; takes a reason`)
    .option('--dry-run', 'show the commit, and change nothing');
}
