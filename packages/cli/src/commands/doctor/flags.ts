import { type Command, Option } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** What `doctor` checks. */
const AREAS = ['tools', 'github', 'aws', 'cluster'] as const;

/** Flags of `doctor`. */
export interface DoctorFlags extends FleetFlags {
  readonly only?: (typeof AREAS)[number];
  readonly repository?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
}

export function doctorCommand(): Command {
  return fleetCommand('doctor', 'Check what the platform needs, and say how to make what is missing. Changes nothing.')
    .addOption(new Option('--only <area>', 'only one area').choices(AREAS))
    .option(
      '--repository <name>',
      'repository of the fleet and its workflows: OWNER/NAME (default: of delivery.workflow)',
    )
    .option('--kubeconfig <file>', 'kubeconfig of a cluster to check (default: no cluster is checked)')
    .option('--context <name>', 'context in the kubeconfig (default: the current one)');
}
