import type { Command } from 'commander';
import { fleetCommand } from '../../flags';
import { type RepositoryFlags, withRepositoryFlags } from '../repository-flags';

/** Flags of `drift`. */
export interface DriftFlags extends RepositoryFlags {
  readonly plan?: string;
  readonly issues?: string;
  readonly git?: boolean;
  readonly out?: string;
  readonly argocd?: string;
  readonly kubeconfig?: string;
  readonly kubeContext?: string;
  readonly accept?: string;
  readonly markdown?: boolean;
  readonly check?: boolean;
}

export function driftCommand(): Command {
  return withRepositoryFlags(
    fleetCommand(
      'drift',
      'Report what differs from the generated files: in Git, in clusters, in the cloud, on GitHub.',
    ),
  )
    .option('--plan <dir>', 'folder with the output of `goldenpath plan --json`: the cloud, and settings on GitHub')
    .option('--git', 'compare the GitOps repository')
    .option('--out <dir>', 'with `--git`: the output folder of `synth` (default: dist)')
    .option('--argocd <file>', 'output of `argocd app list -o json` or `kubectl get applications -A -o json`')
    .option('--kubeconfig <file>', 'read the Applications of Argo CD with kubectl')
    .option('--kube-context <name>', 'context of the kubeconfig')
    .option('--accept <file>', 'the accepted differences (default: drift.yaml beside the platform file)')
    .option('--markdown', 'print Markdown, for a job summary')
    .option('--check', 'exit with 1 if a difference is not accepted, or something could not be compared')
    .option(
      '--issues <file>',
      'open issues as GitHub lists them; the JSON says which to open, update and close (with --json)',
    );
}
