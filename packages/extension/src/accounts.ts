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

/** An AWS account and a region of it. */
export interface ShownAccount {
  readonly account: string;
  readonly region: string;
}

/** Returns the account and region of a stack, to be shown; nothing where the platform has a single account. */
export function shownAccountOf(
  platform: Accounts,
  environment: string | null | undefined,
): ShownAccount | Record<string, never> {
  if (accountsOf(platform).length <= 1) return {};
  const { accountId, region } = accountOf(platform, environment);
  return { account: accountId, region };
}

/** Returns every account of a platform once, that of the registries first, however many regions of it are used. */
export function accountsOf(platform: Accounts): Aws[] {
  const all = [null, ...platform.environments.map(({ name }) => name)].map((name) => accountOf(platform, name));
  return all.filter(({ accountId }, index) => all.findIndex((one) => one.accountId === accountId) === index);
}
