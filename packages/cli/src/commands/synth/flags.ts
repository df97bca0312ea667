import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `synth`. */
export interface SynthFlags extends FleetFlags {
  readonly out?: string;
  readonly only?: readonly string[];
  readonly env?: readonly string[];
  /** `i/N`: only part i of N of the fleet. */
  readonly shard?: string;
  readonly check?: boolean;
  readonly verify?: boolean;
  readonly plane?: 'manifests' | 'infra';
  readonly quiet?: boolean;
}

export function synthCommand(): Command {
  return fleetCommand(
    'synth',
    'Generate the Kubernetes manifests, the Terraform stacks and the repositories of applications.',
  )
    .option(
      '--out <dir>',
      'folder for all output: DIR/gitops, DIR/repos and DIR/cdktf.out (default: dist and cdktf.out)',
    )
    .addOption(names('--only', 'only these applications; keep the output of others'))
    .addOption(names('--env', 'only these environments; keep the output of others'))
    .option('--shard <i/N>', 'only part i of N of the fleet; part 1 includes the platform stacks')
    .option('--check', 'write nothing; exit with 1 if the output is out of date')
    .option('--verify', 'read every spec and every generated file, even if size and times are unchanged')
    .addOption(new Option('--plane <plane>', 'only manifests, or only stacks').choices(['manifests', 'infra']))
    .option('--quiet', 'print no summary');
}
