import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names, wholeNumber, withSnapshot } from '../../flags';

/** Flags of `plan`, `deploy` and `destroy`. */
export interface DeployFlags extends FleetFlags {
  readonly out?: string;
  readonly only?: readonly string[];
  readonly env?: readonly string[];
  readonly stack?: readonly string[];
  /** Sources of providers that stacks of a snapshot may require as well. */
  readonly allowProvider?: readonly string[];
  /** Run against a simulated cloud. @default false */
  readonly simulate?: boolean;
  /** @default the number of processors */
  readonly parallelism?: number;
  /** Print only failures and totals. @default false */
  readonly quiet?: boolean;
  /** Seconds. @default 120 */
  readonly lockTimeout?: number;
  /** @default false */
  readonly autoApprove?: boolean;
  /** Of `plan`. */
  readonly save?: string;
  /** Of `deploy`. */
  readonly plan?: string;
  /** Of `deploy`. @default false */
  readonly planWaiting?: boolean;
  /** Of `deploy`. @default true */
  readonly provision?: boolean;
  /** Of `deploy`. */
  readonly caFile?: string;
}

/** Returns a command that runs Terraform on stacks, with the flags that all such commands share. */
function terraformCommand(name: string, description: string): Command {
  return withSnapshot(fleetCommand(name, description))
    .addOption(
      names('--allow-provider', 'with --snapshot: allow stacks that require these providers, such as hashicorp/tls'),
    )
    .option('--simulate', 'run against a simulated cloud: no credentials, no real resources')
    .option(
      '--out <dir>',
      'folder for all output: DIR/cdktf.out, and DIR/simulated (default: cdktf.out and dist/simulated)',
    )
    .addOption(names('--only', 'only the stacks of these applications'))
    .addOption(names('--env', 'only the stacks of these environments, and the stacks of no environment'))
    .addOption(names('--stack', 'only these stacks'))
    .addOption(count('--parallelism', 'number of stacks to run at once (default: the number of processors)'))
    .addOption(count('--lock-timeout', 'seconds to wait for a locked state (default: 120)'))
    .option('--quiet', 'print only failures and totals');
}

/** Returns the same for a command that changes resources and therefore needs approval. */
export function changingCommand(name: string, description: string): Command {
  return terraformCommand(name, description).option('--auto-approve', 'apply without asking');
}

/** `plan`, which can save its plans. */
export function planCommand(): Command {
  return terraformCommand('plan', 'Show what Terraform would change. Changes nothing.').option(
    '--save <dir>',
    'write the plan files to this folder, for `deploy --plan`; they can hold sensitive values',
  );
}

/** `deploy`, which provisions databases after the stacks. */
export function deployCommand(): Command {
  return changingCommand('deploy', 'Apply the stacks in dependency order, then provision the databases.')
    .option('--plan <dir>', 'apply exactly the plans of `plan --save`; refused when something changed since then')
    .option('--plan-waiting', 'with --plan: also plan and apply the stacks that could not be planned before')
    .option('--no-provision', 'do not create roles, databases and grants in PostgreSQL')
    .option('--ca-file <file>', 'PEM certificates to trust besides those of Amazon RDS');
}

function count(flag: string, description: string): Option {
  return new Option(`${flag} <n>`, description).argParser(wholeNumber);
}
