import { MOST_SHARDS } from '@goldenpath/fleet';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `affected`. */
export interface AffectedFlags extends FleetFlags {
  readonly base?: string;
  readonly head?: string;
  readonly format?: 'matrix' | 'json' | 'text';
  readonly env?: readonly string[];
  readonly plane?: 'manifests' | 'infra';
  readonly shards?: number;
  readonly anyOrder?: boolean;
}

export function affectedCommand(): Command {
  return fleetCommand('affected', 'List what to plan, deploy, destroy and publish between two commits.')
    .option('--base <ref>', 'commit to compare with (default: none, which lists the whole fleet)')
    .option('--head <ref>', 'commit to compare (default: the working tree)')
    .addOption(new Option('--format <format>', 'matrix: for GitHub Actions').choices(['text', 'json', 'matrix']))
    .addOption(names('--env', 'only these environments; `organisation-wide` for stacks of no environment'))
    .addOption(new Option('--plane <plane>', 'only manifests, or only stacks').choices(['manifests', 'infra']))
    .addOption(shards())
    .option('--any-order', 'with --format matrix: mix environments and waves of an account in a job, for plans');
}

function shards(): Option {
  return new Option(
    '--shards <n>',
    `with --format matrix: maximum number of jobs (default: ${MOST_SHARDS}, the limit of GitHub)`,
  ).argParser((text: string) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > MOST_SHARDS)
      throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST_SHARDS}.`);
    return value;
  });
}
