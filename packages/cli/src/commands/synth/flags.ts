import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `synth`, as the command line gives them. */
export interface SynthFlags extends FleetFlags {
  readonly out?: string;
  readonly only?: readonly string[];
  readonly env?: readonly string[];
  /** `i/N`: one of N parts of the fleet. */
  readonly shard?: string;
  readonly check?: boolean;
  readonly verify?: boolean;
  readonly plane?: 'manifests' | 'infra';
  readonly quiet?: boolean;
}

export function synthCommand(): Command {
  return fleetCommand('synth', 'Make the Kubernetes manifests and the Terraform stacks of the fleet.')
    .option('--out <dir>', 'folder for all output: DIR/gitops and DIR/cdktf.out (default: dist/gitops and cdktf.out)')
    .addOption(names('--only', 'only these applications; the output of others stays as it is'))
    .addOption(names('--env', 'only these environments; the output of others stays as it is'))
    .option(
      '--shard <i/N>',
      'only one of N parts of the fleet, which together are all of it; the first has the platform',
    )
    .option('--check', 'write nothing; exit with 1 if what is there differs')
    .option('--verify', 'read every file that is there, also where its size and times are as recorded')
    .addOption(new Option('--plane <plane>', 'one of the two alone').choices(['manifests', 'infra']))
    .option('--quiet', 'print no summary');
}
