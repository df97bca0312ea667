import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names } from '../../flags';

/** Flags of `lock`. */
export interface LockFlags extends FleetFlags {
  readonly for?: readonly string[];
  readonly mirror?: string;
  readonly out?: string;
  readonly check?: boolean;
}

export function lockCommand(): Command {
  return fleetCommand('lock', 'Write .terraform.lock.hcl with the hashes of the providers of all stacks.')
    .addOption(names('--for', 'platforms to record, such as linux_amd64 (default: Linux, macOS and Windows)'))
    .option('--mirror <dir>', 'folder in the layout of `terraform providers mirror`, instead of the registry')
    .option('--out <dir>', 'folder for the stacks: DIR/cdktf.out (default: cdktf.out)')
    .option('--check', 'write nothing, and ask no registry; exit with 1 if a provider is not locked');
}
