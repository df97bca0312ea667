import { simulatedWorld, type World } from '@goldenpath/deploy';
import type { Environment, FleetContext } from '../context';
import { startSimulatedCloud } from './simulated-cloud';
import type { SelectedStacks } from './select-stacks';

/** A world that is open, and has to be closed. */
export interface OpenWorld {
  readonly world: World;
  readonly close: () => Promise<void>;
}

/**
 * Opens a simulated cloud for stacks. Its account and its states are kept in a folder.
 *
 * @throws UsageError where it cannot be opened: there are credentials of a real cloud, or its account is damaged.
 */
export async function openSimulatedWorld(
  { stacks, facts, simulatedFolder: folder }: SelectedStacks,
  { env }: Pick<FleetContext, 'env'>,
): Promise<OpenWorld> {
  const cloud = await startSimulatedCloud({ folder, facts, stacks, env });
  const world = simulatedWorld(folder, simulatedEnvironment(env, cloud.environment));
  return { world, close: () => cloud.stop() };
}

/** The environment of whatever runs in a simulated world. */
export function simulatedEnvironment(env: Environment, cloud: Environment): Environment {
  return { ...env, ...cloud };
}
