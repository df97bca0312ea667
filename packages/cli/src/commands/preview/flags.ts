import { Command, InvalidArgumentError, Option } from 'commander';
import { fleetCommand } from '../../flags';
import type { Bind } from '../release/program';
import { type RepositoryFlags, withRepositoryFlags } from '../repository-flags';

/** Flags of every `preview` command, as the command line gives them. */
export interface PreviewFlags extends RepositoryFlags {
  readonly local?: boolean;
  readonly out?: string;
  readonly caFile?: string;
}

/** Flags of `preview up`. */
export interface PreviewUpFlags extends PreviewFlags {
  readonly pr: number;
  readonly commit: string;
}

/** Flags of `preview down`. */
export interface PreviewDownFlags extends PreviewFlags {
  readonly pr: number;
}

/** Flags of `preview expire`. */
export interface PreviewExpireFlags extends PreviewFlags {
  readonly open?: string;
  readonly dryRun?: boolean;
}

const commands = () => import('./run.js');

/** Returns `goldenpath preview …`: the environments of pull requests. */
export function previewCommand(bind: Bind): Command {
  const preview = new Command('preview')
    .description('Make, list and remove the environments of pull requests.')
    .helpOption('-h, --help', 'print this help');
  preview.addCommand(bind(upCommand(), async () => (await commands()).up));
  preview.addCommand(bind(downCommand(), async () => (await commands()).down));
  preview.addCommand(bind(listCommand(), async () => (await commands()).list));
  preview.addCommand(bind(expireCommand(), async () => (await commands()).expire));
  preview.addCommand(bind(settingsCommand(), async () => (await commands()).settings));
  return preview;
}

function upCommand(): Command {
  return ofPullRequest(
    'up',
    'Make the environment of a pull request, or give it the image of another commit.',
  ).requiredOption('--commit <commit>', 'the commit whose image was pushed');
}

function downCommand(): Command {
  return ofPullRequest('down', 'Remove the environment of a pull request with its database and secret.');
}

function listCommand(): Command {
  return withRepositoryFlags(fleetCommand('list', 'List the environments of pull requests.'));
}

function expireCommand(): Command {
  return changing(fleetCommand('expire', 'Remove the environments that are too old, or whose pull request is closed.'))
    .option('--open <file>', 'JSON with the numbers of the open pull requests by application')
    .option('--dry-run', 'list what would be removed, and remove nothing');
}

function settingsCommand(): Command {
  return fleetCommand('settings', 'Print the label, the environment and the applications of previews, for workflows.');
}

function ofPullRequest(name: string, description: string): Command {
  return changing(fleetCommand(name, description).argument('<app>', 'name of the application')).addOption(
    new Option('--pr <number>', 'number of the pull request').argParser(wholeNumber).makeOptionMandatory(),
  );
}

function changing(command: Command): Command {
  return withRepositoryFlags(command)
    .option('--local', 'on an embedded PostgreSQL server, with secrets in a folder: needs no cloud')
    .option('--out <dir>', 'with `--local`: the output folder that `deploy` had (default: dist)')
    .option('--ca-file <file>', 'PEM certificates to trust besides those of Amazon RDS');
}

function wholeNumber(text: string): number {
  if (/^[1-9][0-9]{0,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give the number of a pull request, such as 12.');
}
