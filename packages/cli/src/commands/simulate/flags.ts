import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `simulate`. */
export interface SimulateFlags extends FleetFlags {
  readonly out?: string;
  /** Empty the simulated cloud first. @default false */
  readonly reset?: boolean;
}

export function simulateCommand(): Command {
  return fleetCommand(
    'simulate',
    'Run a command against the simulated cloud: goldenpath simulate -- npx cdktf diff STACK --skip-provider-lock.',
  )
    .argument('[command...]', 'the command and its arguments, after --')
    .option('--out <dir>', 'folder of the simulated cloud (default: dist, beside the platform file)')
    .option('--reset', 'remove the simulated account, its states and its databases, then run the command, if any')
    .passThroughOptions();
}
