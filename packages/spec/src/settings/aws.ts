import type { WrittenAccountSettings, WrittenAws, WrittenEnvironmentAws } from '../types/aws';
import type { WrittenPlatform } from '../types/platform';
import type { WrittenStateBucket } from '../types/state';
import type { Aws, TerraformState } from '../types/resolved';

/** The parts of AWS by the start of their regions, and the domains of their services. The first that matches counts. */
const PARTITIONS: readonly { readonly starts: string; readonly partition: string; readonly domain: string }[] = [
  { starts: 'cn-', partition: 'aws-cn', domain: 'amazonaws.com.cn' },
  { starts: 'us-gov-', partition: 'aws-us-gov', domain: 'amazonaws.com' },
  { starts: 'us-iso-', partition: 'aws-iso', domain: 'c2s.ic.gov' },
  { starts: 'us-isob-', partition: 'aws-iso-b', domain: 'sc2s.sgov.gov' },
  { starts: 'eu-isoe-', partition: 'aws-iso-e', domain: 'cloud.adc-e.uk' },
  { starts: 'us-isof-', partition: 'aws-iso-f', domain: 'csp.hci.ic.gov' },
  { starts: 'eusc-', partition: 'aws-eusc', domain: 'amazonaws.eu' },
  { starts: '', partition: 'aws', domain: 'amazonaws.com' },
];

/** Returns the partition of a region, such as `aws-cn`. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(({ starts }) => region.startsWith(starts))?.partition ?? 'aws';
}

/** Returns the address of the ECR of an account. */
export function ecrAddress({ accountId, region, partition }: Aws): string {
  const domain = PARTITIONS.find((one) => one.partition === partition)?.domain ?? 'amazonaws.com';
  return `${accountId}.dkr.ecr.${region}.${domain}`;
}

/** An account, and where the states of its stacks are. */
export interface Account {
  readonly aws: Aws;
  readonly state: TerraformState;
}

/** Returns the platform's account, and that of the registries with the states of the stacks without an environment. */
export function resolveAccounts({ aws, organisation, state }: WrittenPlatform): { platform: Aws; registry: Account } {
  const platform = resolveAws(organisation, aws);
  const { registry } = aws;
  if (registry === undefined)
    return { platform, registry: { aws: platform, state: resolveState(state, platform.region) } };
  const account = resolveAws(organisation, aws, registry);
  return {
    platform,
    registry: {
      aws: account,
      state: stateIn(registry.state, state, { own: account.region, platform: platform.region }),
    },
  };
}

/** Returns the account of an environment: what it does not say is as in the platform's. */
export function resolveEnvironmentAccount(
  { aws, organisation, state }: Pick<WrittenPlatform, 'aws' | 'organisation' | 'state'>,
  own: WrittenEnvironmentAws | undefined,
): Account {
  const account = resolveAws(organisation, aws, own);
  return { aws: account, state: stateIn(own?.state, state, { own: account.region, platform: aws.region }) };
}

type AccountFields = WrittenAccountSettings & Partial<Pick<WrittenAws, 'accountId' | 'region'>>;

function resolveAws(organisation: string, platform: WrittenAws, own: AccountFields = {}): Aws {
  const accountId = own.accountId ?? platform.accountId;
  const region = own.region ?? platform.region;
  const partition = own.partition ?? (own.region === undefined ? platform.partition : undefined) ?? partitionOf(region);
  const arn = (kind: 'role' | 'policy', name: string) =>
    name.startsWith('arn:') ? name : `arn:${partition}:iam::${accountId}:${kind}/${name}`;
  const defaultTags = { ...platform.defaultTags, ...own.defaultTags };
  const boundary = own.permissionsBoundary ?? platform.permissionsBoundary;
  const rolePath = own.rolePath ?? platform.rolePath ?? '/';
  const { deploy, ...given } = { ...platform.roles, ...own.roles };
  // Plans never assume a role that writes: without a name, it is the plan role that bootstrap makes.
  const plan = given.plan ?? (deploy === undefined ? undefined : `${rolePath.slice(1)}${organisation}-plan`);
  return {
    accountId,
    region,
    partition,
    ...((plan ?? deploy) !== undefined && {
      roles: {
        ...(plan !== undefined && { plan: arn('role', plan) }),
        ...(deploy !== undefined && { deploy: arn('role', deploy) }),
      },
    }),
    ...(Object.keys(defaultTags).length > 0 && { defaultTags }),
    ...(boundary !== undefined && { permissionsBoundary: arn('policy', boundary) }),
    ...(rolePath !== '/' && { rolePath }),
  };
}

function stateIn(
  own: WrittenStateBucket | undefined,
  platform: WrittenPlatform['state'],
  regions: { readonly own: string; readonly platform: string },
): TerraformState {
  if (own === undefined || platform?.type !== 's3') return resolveState(platform, regions.platform);
  return resolveState(
    { type: 's3', ...(platform.keyPrefix !== undefined && { keyPrefix: platform.keyPrefix }), ...own },
    regions.own,
  );
}

function resolveState(state: WrittenPlatform['state'], region: string): TerraformState {
  if (state?.type !== 's3') return { type: 'local' };
  return {
    type: 's3',
    bucket: state.bucket,
    region: state.region ?? region,
    keyPrefix: state.keyPrefix ?? 'goldenpath',
    ...(state.kmsKeyId !== undefined && { kmsKeyId: state.kmsKeyId }),
    ...(state.roleArn !== undefined && { roleArn: state.roleArn }),
  };
}
