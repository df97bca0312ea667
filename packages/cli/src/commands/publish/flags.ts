import type { Command } from 'commander';
import { fleetCommand, names } from '../../flags';
import { type RepositoryFlags, withRepositoryFlags } from '../repository-flags';

/** Flags of `publish`. */
export interface PublishFlags extends RepositoryFlags {
  readonly only?: readonly string[];
  readonly env?: readonly string[];
  /** The branch to push to, for a pull request into the branch that Argo CD watches. */
  readonly pullRequest?: string;
  /** @default false */
  readonly dryRun?: boolean;
  /** The output folder of `synth --out`. @default `dist` next to the platform file */
  readonly out?: string;
  /** A folder with the manifests, such as the output of `npx cdk8s synth`. */
  readonly from?: string;
}

export function publishCommand(): Command {
  const command = fleetCommand('publish', 'Commit the synthesised manifests to the GitOps repository.');
  return withRepositoryFlags(command)
    .addOption(names('--only', 'only these applications; removed applications can be named'))
    .addOption(names('--env', 'only these environments; what others run does not change'))
    .option('--pull-request <branch>', 'push to this branch, to open a pull request from')
    .option('--dry-run', 'show the commit, and push nothing')
    .option('--out <dir>', 'folder of `synth --out`: publishes DIR/gitops (default: dist)')
    .option('--from <dir>', 'folder with the manifests, such as dist/cdk8s of `npx cdk8s synth`');
}
