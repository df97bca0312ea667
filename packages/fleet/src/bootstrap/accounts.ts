import type { Aws, Platform, TerraformState } from '@goldenpath/extension';

/** A bucket for states, and the accounts whose stacks keep their states in it. */
export interface UsedBucket {
  readonly state: Extract<TerraformState, { readonly type: 's3' }>;
  readonly accountIds: readonly string[];
}

/** An AWS account of the platform, and what is in it. */
export interface PlatformAccount {
  readonly aws: Aws;
  /** The environments whose resources are in it. */
  readonly environments: readonly string[];
  /** Whether the stacks without an environment are in it: image registries and push roles. */
  readonly isRegistry: boolean;
  /** Where the states of its own stacks are. */
  readonly states: readonly TerraformState[];
  /** The buckets that are made in it. */
  readonly buckets: readonly UsedBucket[];
}

/** Settings of an account with the place of states. */
interface Use {
  readonly aws: Aws;
  readonly state: TerraformState;
  readonly environment?: string;
  readonly isRegistry?: true;
}

/** Returns the accounts of a platform: its own first, then that of the registries, then those of the environments in their order. */
export function platformAccounts(platform: Platform): PlatformAccount[] {
  const uses = usesOf(platform);
  const owners = bucketOwners(uses);
  return [...new Set(uses.map(({ aws }) => aws.accountId))].flatMap((accountId) => {
    const own = uses.filter(({ aws }) => aws.accountId === accountId);
    const [first] = own;
    if (first === undefined) return [];
    return [
      {
        aws: first.aws,
        environments: own.flatMap(({ environment }) => environment ?? []),
        isRegistry: own.some(({ isRegistry }) => isRegistry === true),
        states: own.map(({ state }) => state),
        buckets: [...owners.values()].filter(({ owner }) => owner === accountId).map(({ bucket }) => bucket),
      },
    ];
  });
}

function usesOf({ aws, environments, registryAccount, state }: Platform): Use[] {
  const ofPlatform: Use = { aws, state };
  const ofEnvironments = environments.map((environment): Use => ({
    aws: environment.aws,
    state: environment.state,
    environment: environment.name,
  }));
  // An account of the platform that holds nothing needs nothing.
  const isUsed =
    [registryAccount, ...ofEnvironments.map((use) => use.aws)].some(({ accountId }) => accountId === aws.accountId) ||
    ofEnvironments.some((use) => isSame(use.state, state));
  return [...(isUsed ? [ofPlatform] : []), { aws: registryAccount, state, isRegistry: true }, ...ofEnvironments];
}

function isSame(one: TerraformState, other: TerraformState): boolean {
  return one.type === 's3' && other.type === 's3' && one.bucket === other.bucket;
}

/** A bucket is in the first account that uses it. */
function bucketOwners(
  uses: readonly Use[],
): ReadonlyMap<string, { readonly owner: string; readonly bucket: UsedBucket }> {
  const owners = new Map<string, { owner: string; bucket: UsedBucket }>();
  for (const { aws, state } of uses) {
    if (state.type !== 's3') continue;
    const before = owners.get(state.bucket);
    const accountIds = new Set([...(before?.bucket.accountIds ?? []), aws.accountId]);
    owners.set(state.bucket, {
      owner: before?.owner ?? aws.accountId,
      bucket: { state: before?.bucket.state ?? state, accountIds: [...accountIds] },
    });
  }
  return owners;
}
