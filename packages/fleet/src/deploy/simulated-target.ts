import { simulatedTarget, type DeployTarget } from '@goldenpath/deploy';
import type { FleetFacts } from '@goldenpath/model';
import type { Environment, FleetContext } from '../context';
import { removeServersBeside } from '../rds/local-folder';
import { claimAccount } from './simulated-account';
import { startSimulatedCloud } from './simulated-cloud';
import type { SelectedStacks } from './select-stacks';

/** A simulated cloud that runs until it is closed. */
export interface OpenTarget {
  readonly target: DeployTarget;
  readonly close: () => Promise<void>;
}

/**
 * Opens a simulated cloud for stacks. Its account and states are kept in a folder.
 *
 * @throws UserError when there are real credentials, or the account is damaged.
 */
export async function openSimulatedTarget(
  { stacks, facts, simulatedFolder: folder }: SelectedStacks,
  { env, onProgress }: Pick<FleetContext, 'env' | 'onProgress'>,
): Promise<OpenTarget> {
  await claimForPlatform(folder, facts, onProgress);
  const cloud = await startSimulatedCloud({ folder, facts, stacks, env });
  const target = simulatedTarget(folder, simulatedEnvironment(env, cloud.environment));
  return { target, close: () => cloud.stop() };
}

/** Empties the account if it belongs to another platform, removes its embedded servers, and reports it. */
export async function claimForPlatform(
  folder: string,
  { platform }: FleetFacts,
  onProgress: FleetContext['onProgress'],
): Promise<void> {
  const before = await claimAccount(folder, platform);
  if (before === undefined) return;
  await removeServersBeside(folder);
  onProgress({ kind: 'simulated-account-emptied', before });
}

/** Returns the environment of a program that uses a simulated cloud. */
export function simulatedEnvironment(env: Environment, cloud: Environment): Environment {
  return { ...env, ...cloud };
}
