import type { PlatformFacts } from './facts';
import type { Aws } from './platform';

/** The accounts of a platform. An older version, whose facts a review may compare, knew only one. */
type Accounts = Pick<PlatformFacts, 'aws'> & {
  readonly registryAccount?: Aws;
  readonly environments: readonly { readonly name: string; readonly aws?: Aws }[];
};

/**
 * Returns the AWS account of a stack: that of its environment, or that of the image registries.
 *
 * @param environment - `null` or `undefined` for a stack without an environment, or without one that the platform has.
 */
export function accountOf(
  { aws, registryAccount, environments }: Accounts,
  environment: string | null | undefined,
): Aws {
  const found = environments.find(({ name }) => name === environment);
  return (found === undefined ? registryAccount : found.aws) ?? aws;
}

/** Returns every account of a platform once, that of the registries first, however many regions of it are used. */
export function accountsOf(platform: Accounts): Aws[] {
  const all = [null, ...platform.environments.map(({ name }) => name)].map((name) => accountOf(platform, name));
  return all.filter(({ accountId }, index) => all.findIndex((one) => one.accountId === accountId) === index);
}
