import { type Environment, realWorld, simulatedWorld, type World } from '@goldenpath/deploy';
import type { FleetContext } from '../context';
import { startSimulatedCloud } from './simulated-cloud';
import type { SelectedStacks } from './select-stacks';

/** A world that is open, and has to be closed. */
export interface OpenWorld {
  readonly world: World;
  readonly close: () => Promise<void>;
}

/**
 * The world that stacks are run in: the real one, or a simulated one whose account and states are kept in a folder.
 *
 * @throws UsageError where a simulated world cannot be opened: real credentials are at hand, or its account is damaged.
 */
export async function openWorld(
  simulate: boolean,
  selected: SelectedStacks,
  { env }: FleetContext,
): Promise<OpenWorld> {
  if (!simulate) return { world: realWorld(env), close: () => Promise.resolve() };
  const { stacks, facts, simulatedFolder: folder } = selected;
  const cloud = await startSimulatedCloud({ folder, facts, stacks, env });
  const world = simulatedWorld(folder, simulatedEnvironment(env, cloud.environment));
  return { world, close: () => cloud.stop() };
}

/** The environment of whatever runs in a simulated world. */
export function simulatedEnvironment(env: Environment, cloud: Environment): Environment {
  return { ...env, ...cloud };
}
