import { simulatedTarget, type DeployTarget } from '@goldenpath/deploy';
import type { Environment, FleetContext } from '../context';
import { startSimulatedCloud } from './simulated-cloud';
import type { SelectedStacks } from './select-stacks';

/** A simulated cloud that runs until it is closed. */
export interface OpenTarget {
  readonly target: DeployTarget;
  readonly close: () => Promise<void>;
}

/**
 * Opens a simulated cloud for stacks. Its account and its states are kept in a folder.
 *
 * @throws UserError where it cannot be opened: there are credentials of a real cloud, or its account is damaged.
 */
export async function openSimulatedTarget(
  { stacks, facts, simulatedFolder: folder }: SelectedStacks,
  { env }: Pick<FleetContext, 'env'>,
): Promise<OpenTarget> {
  const cloud = await startSimulatedCloud({ folder, facts, stacks, env });
  const target = simulatedTarget(folder, simulatedEnvironment(env, cloud.environment));
  return { target, close: () => cloud.stop() };
}

/** The environment of a program that runs in a simulated cloud. */
export function simulatedEnvironment(env: Environment, cloud: Environment): Environment {
  return { ...env, ...cloud };
}
