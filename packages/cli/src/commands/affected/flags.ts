import { MOST_SHARDS } from '@goldenpath/fleet';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `affected`, as the command line gives them. */
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
  return fleetCommand('affected', 'Tell what has to be planned, deployed, destroyed and published between two commits.')
    .option('--base <ref>', 'the commit to compare with (default: none, so that all of the fleet is affected)')
    .option('--head <ref>', 'the commit that is compared (default: the working tree)')
    .addOption(new Option('--format <format>', 'matrix: for GitHub Actions').choices(['text', 'json', 'matrix']))
    .addOption(names('--env', 'only these environments; `organisation-wide`: what belongs to none'))
    .addOption(new Option('--plane <plane>', 'one of the two alone').choices(['manifests', 'infra']))
    .addOption(shards())
    .option('--any-order', 'of a matrix: environments and waves may share a job, for what changes nothing');
}

function shards(): Option {
  return new Option(
    '--shards <n>',
    `of a matrix: at most so many jobs (default: ${MOST_SHARDS}, GitHub's limit)`,
  ).argParser((text: string) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > MOST_SHARDS)
      throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST_SHARDS}.`);
    return value;
  });
}
