import type { PlatformFacts } from './facts';
import type { Aws } from './platform';

/**
 * Returns the AWS account of a stack: that of its environment, or that of the image registries.
 *
 * @param environment - `null` or `undefined` for a stack without an environment, or without one that the platform has.
 */
export function accountOf(
  { registryAccount, environments }: Pick<PlatformFacts, 'registryAccount' | 'environments'>,
  environment: string | null | undefined,
): Aws {
  return environments.find(({ name }) => name === environment)?.aws ?? registryAccount;
}

/** Returns every account of a platform once, that of the registries first, however many regions of it are used. */
export function accountsOf(platform: Pick<PlatformFacts, 'registryAccount' | 'environments'>): Aws[] {
  const all = [platform.registryAccount, ...platform.environments.map(({ aws }) => aws)];
  return all.filter(({ accountId }, index) => all.findIndex((one) => one.accountId === accountId) === index);
}
