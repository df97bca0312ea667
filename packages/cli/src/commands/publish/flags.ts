import type { Command } from 'commander';
import { fleetCommand, names } from '../../flags';
import { type RepositoryFlags, withRepositoryFlags } from '../repository-flags';

/** Flags of `publish`, as the command line gives them. */
export interface PublishFlags extends RepositoryFlags {
  readonly only?: readonly string[];
  /** A branch of its own, for a pull request into the one that Argo CD watches. */
  readonly pullRequest?: string;
  /** @default false */
  readonly dryRun?: boolean;
  /** Where `synth --out` wrote. @default `dist`, beside the platform file */
  readonly out?: string;
  /** The manifests themselves, such as those of `npx cdk8s synth`. */
  readonly from?: string;
}

export function publishCommand(): Command {
  const command = fleetCommand(
    'publish',
    'Commit the manifests that synth made into the repository that Argo CD reads.',
  );
  return withRepositoryFlags(command)
    .addOption(names('--only', 'only these applications; one that left the fleet is removed'))
    .option('--pull-request <branch>', 'push to this branch instead, for a pull request')
    .option('--dry-run', 'show the commit, and push nothing')
    .option('--out <dir>', 'folder that `synth --out` wrote to: DIR/gitops is published (default: dist)')
    .option('--from <dir>', 'folder with the manifests, such as dist/cdk8s of `npx cdk8s synth`');
}
