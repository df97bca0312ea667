import { Argument, type Command } from 'commander';
import { withHelpByAction } from './help';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** What `bootstrap` does with its stacks. */
const ACTIONS = ['synth', 'plan', 'deploy', 'migrate', 'destroy'] as const;

/** Flags of `bootstrap`. */
export interface BootstrapFlags extends FleetFlags {
  readonly out?: string;
  readonly repository?: string;
  readonly account?: readonly string[];
  readonly withoutOidcProvider?: readonly string[];
  /** @default false */
  readonly localState?: boolean;
  /** @default false */
  readonly unprotected?: boolean;
  /** @default false */
  readonly simulate?: boolean;
  /** @default false */
  readonly autoApprove?: boolean;
  /** @default false */
  readonly cluster?: boolean;
  /** @default false */
  readonly run?: boolean;
  /** Of kubectl. */
  readonly context?: string;
}

export function bootstrapCommand(): Command {
  const command = fleetCommand(
    'bootstrap',
    'Make what the platform needs before its first deployment: state buckets, roles, identity provider, GitOps repository.',
  )
    .addArgument(
      new Argument('[action]', 'what to do with the stacks: write them, plan, deploy, move their states to S3, destroy')
        .choices(ACTIONS)
        .default('synth'),
    )
    .option('--out <dir>', 'folder of the stacks (default: dist/bootstrap, beside the platform file)')
    .option(
      '--repository <name>',
      'repository of the fleet and its workflows: OWNER/NAME (default: of delivery.workflow)',
    )
    .option('--cluster', 'print the commands that start the platform in an empty cluster, instead')
    .option('--run', 'with --cluster: run the commands')
    .option('--context <name>', 'with --cluster: the context of kubectl (default: that of the local cluster)')
    .addOption(names('--account', 'only these AWS accounts'))
    .addOption(names('--without-oidc-provider', "accounts that have GitHub's identity provider already"))
    .option('--local-state', 'keep the states in files: for the first deployment, before there is a bucket')
    .option('--unprotected', 'let `destroy` remove the state buckets and the GitOps repository')
    .option('--simulate', 'run against a simulated cloud: no credentials, no real resources')
    .option('--auto-approve', 'apply without asking');
  return withHelpByAction(command);
}
