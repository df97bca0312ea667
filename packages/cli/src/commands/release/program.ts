import { Command } from 'commander';
import type { ExitCode } from '../../command';
import { fleetCommand } from '../../flags';
import { withRepositoryFlags } from '../repository-flags';
import type { CommandContext } from '../../command';

/** Loads the implementation of a command when the command runs, so that no other command waits for it. */
export type LoadCommand<Arguments extends readonly unknown[]> = () => Promise<
  (...rest: [...Arguments, CommandContext]) => Promise<ExitCode>
>;

/** Registers the implementation of a command. */
export type Bind = <Arguments extends readonly unknown[]>(command: Command, load: LoadCommand<Arguments>) => Command;

/** Loaded when one of the commands runs. */
const commands = () => import('./run.js');

/** Returns `goldenpath release …`: the commands about image tags. */
export function releaseCommand(bind: Bind): Command {
  const release = new Command('release')
    .description('Set, promote and roll back image tags, and show what runs where.')
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

const SKIPS_AN_ENVIRONMENT = 'allow a commit that never ran in the previous environment';

function setCommand(): Command {
  return moving('set', 'Set the tag of an environment.', SKIPS_AN_ENVIRONMENT)
    .requiredOption('--env <environment>', 'target environment')
    .requiredOption('--tag <tag>', '{environment}-{7 characters of the commit}; with mutableTags, also latest')
    .option('--digest <digest>', 'pin the image by digest: sha256:…');
}

function promoteCommand(): Command {
  return moving('promote', 'Promote the running commit to a later environment.', SKIPS_AN_ENVIRONMENT)
    .requiredOption('--from <environment>', 'source environment')
    .requiredOption('--to <environment>', 'target environment');
}

function rollbackCommand(): Command {
  return moving('rollback', 'Return to an earlier tag.', 'allow a tag that never ran there')
    .requiredOption('--env <environment>', 'the environment')
    .option('--to <tag>', 'an earlier tag of the environment (default: the previous tag)');
}

function statusCommand(): Command {
  return withRepositoryFlags(
    fleetCommand('status', 'Show the running tag of each environment, since when, and how far behind it is.').argument(
      '[app]',
      'name of the application (default: all)',
    ),
  );
}

function historyCommand(): Command {
  return withRepositoryFlags(
    fleetCommand('history', 'Show the releases of an environment, latest first.').argument(
      '<app>',
      'name of the application',
    ),
  ).requiredOption('--env <environment>', 'the environment');
}

function moving(name: string, description: string, brokenRule: string): Command {
  return withRepositoryFlags(fleetCommand(name, description).argument('<app>', 'name of the application'))
    .option('--reason <text>', 'reason, which is recorded in the commit')
    .option('--force', `${brokenRule}; needs --reason`)
    .option('--dry-run', 'show the commit, and change nothing');
}
