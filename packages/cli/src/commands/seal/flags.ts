import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `seal`. */
export interface SealFlags extends FleetFlags {
  readonly env: string;
  readonly secret?: string;
  readonly key?: string;
  /** A file or an address. */
  readonly cert?: string;
  /** @default false */
  readonly missing?: boolean;
}

export function sealCommand(): Command {
  return fleetCommand('seal', 'Encrypt a secret from standard input into a SealedSecret beside the spec.')
    .argument('<app>', 'name of the application')
    .requiredOption('--env <environment>', 'the environment whose cluster can decrypt it')
    .option('--secret <name>', 'the Secret, if the application has several')
    .option('--key <key>', 'the whole input is the value of this key (default: KEY=value lines, or a JSON object)')
    .option('--missing', 'keep what is sealed already: seal only missing keys')
    .option(
      '--cert <file-or-url>',
      'the certificate of the controller (default: secretStore.sealedSecrets.certificate)',
    );
}
