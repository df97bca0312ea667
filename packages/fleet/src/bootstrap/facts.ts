import type { Aws, Platform, TerraformState } from '@goldenpath/extension';
import { excessPermissions, type Policy, typesWithoutCalls } from '@goldenpath/iam';
import type { BootstrapFacts, BootstrapRole, GitopsRepository, StateBucket } from '@goldenpath/infra';
import { type PlatformAccount, platformAccounts, type UsedBucket } from './accounts';
import { rolePolicies } from './policies';
import { withinLimits } from './policy-sizes';
import { previewPermissions } from './preview-policy';
import type { FleetResources } from './resources';
import { previewRole, type RoleName, roleNames } from './roles';
import { operatorRoles } from './operator-roles';
import { roleTrust } from './trust';

export interface BootstrapInput {
  readonly platform: Platform;
  readonly fleet: FleetResources;
  readonly repository: { readonly owner: string; readonly name: string };
  /** Accounts that have GitHub's identity provider already. */
  readonly withoutOidcProvider: readonly string[];
  readonly keepsStateLocally: boolean;
  readonly isProtected: boolean;
}

/** GitHub environments of jobs that belong to no environment of the platform. */
const PLAN = 'plan';
const SCHEDULED = 'scheduled';
const ORGANISATION_WIDE = 'organisation-wide';

/** Returns what each account of a platform needs, and the resource types whose permissions have to be written by hand. */
export function bootstrapFacts(input: BootstrapInput): { accounts: BootstrapFacts[]; unknownTypes: string[] } {
  const accounts = platformAccounts(input.platform);
  const types = accounts.flatMap(({ aws }) => typesWithoutCalls(input.fleet.resources(aws), input.fleet.table));
  return {
    accounts: accounts.map((account) => accountFacts(account, accounts, input)),
    unknownTypes: [...new Set(types)].sort(),
  };
}

function accountFacts(
  account: PlatformAccount,
  all: readonly PlatformAccount[],
  input: BootstrapInput,
): BootstrapFacts {
  const { platform, repository } = input;
  const { aws, buckets, states } = account;
  const { organisation } = platform;
  const name = `bootstrap-${aws.accountId}`;
  const state: TerraformState = input.keepsStateLocally ? { type: 'local' } : (states[0] ?? { type: 'local' });
  const stateKey = state.type === 's3' ? `${state.keyPrefix}/${name}.tfstate` : `${name}.tfstate`;
  const isFirst = all[0] === account;
  const operators = operatorRoles(account, platform);
  return {
    stack: { name, state, stateKey, dependsOn: [] },
    aws,
    organisation,
    repository,
    oidcProvider: !input.withoutOidcProvider.includes(aws.accountId),
    buckets: buckets.map((bucket) => bucketFacts(bucket, account, all, organisation)),
    roles: roleFacts(account, all, input),
    ...(operators.length > 0 && { operators }),
    ...(isFirst && { gitops: gitopsFacts(platform) }),
    isProtected: input.isProtected,
    tags: {
      environment: 'all',
      id: `${organisation}-platform`,
      'managed-by': 'goldenpath',
      owner: 'platform',
      risk: 'high',
    },
  };
}

/** A GitOps repository is never public: it says what runs where. */
function gitopsFacts({ gitops, repositories }: Platform): GitopsRepository {
  return {
    name: gitops.repository,
    branch: gitops.branch,
    visibility: repositories.visibility === 'internal' ? 'internal' : 'private',
    isProtected: repositories.plan !== 'free',
  };
}

function bucketFacts(
  { state, accountIds }: UsedBucket,
  { aws }: PlatformAccount,
  all: readonly PlatformAccount[],
  organisation: string,
): StateBucket {
  const { bucket, region, kmsKeyId } = state;
  const arn = `arn:${aws.partition}:s3:::${bucket}`;
  const others = all.filter((other) => other.aws !== aws && accountIds.includes(other.aws.accountId));
  const roles = others.flatMap((other) =>
    roleNames(other.aws, organisation).flatMap((role) => (role.kind === 'release' ? [] : [role.arn])),
  );
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyOverTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      ...(roles.length === 0
        ? []
        : [
            {
              Sid: 'RolesOfOtherAccounts',
              Effect: 'Allow',
              Principal: { AWS: others.map((other) => `arn:${aws.partition}:iam::${other.aws.accountId}:root`) },
              Action: ['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
              Resource: [arn, `${arn}/*`],
              Condition: { ArnEquals: { 'aws:PrincipalArn': roles } },
            },
          ]),
    ],
  };
  return { bucket, region, ...(kmsKeyId !== undefined && { kmsKeyId }), policy: JSON.stringify(policy) };
}

function roleFacts(account: PlatformAccount, all: readonly PlatformAccount[], input: BootstrapInput): BootstrapRole[] {
  const { aws, environments, isRegistry, states } = account;
  const { platform, fleet, repository } = input;
  const previews = previewPermissions(platform, fleet.previewImages);
  const preview = previews === undefined ? undefined : previewRole(aws.accountId, platform);
  const own = [...roleNames(aws, platform.organisation), ...(preview === undefined ? [] : [preview])];
  const others = all.filter((other) => other !== account);
  const [hub] = all;
  return own
    .filter(({ kind }) => kind !== 'release' || isRegistry)
    .map(({ kind, name, arn, path }) => {
      const jobs = {
        plan: [PLAN, SCHEDULED],
        deploy: [...environments, ...(isRegistry ? [ORGANISATION_WIDE] : [])],
        release: platform.environments.map((environment) => environment.name),
        preview: previews === undefined ? [] : [previews.environment.name],
      };
      const assumesItself = aws.roles !== undefined && (kind === 'plan' || kind === 'deploy');
      const policies = rolePolicies(kind, {
        aws,
        resources: fleet.resources(aws),
        keys: fleet.keys(aws),
        patterns: fleet.patterns,
        table: fleet.table,
        states,
        ownRoles: [...own, ...operatorRoles(account, platform)].map((role) => role.arn),
        ownPolicies: own.map((role) => `arn:${aws.partition}:iam::${aws.accountId}:policy${role.path}${role.name}-*`),
        ...(previews !== undefined && { previews }),
        ...(isRegistry && { registries: registriesOf(aws) }),
        // The principal of the trust policy is the account, so that a role needs the permission to assume itself as well.
        assumes: [
          ...(assumesItself ? [arn] : []),
          ...(account === hub ? sameRoles(kind, others, platform.organisation) : []),
        ],
      });
      assertOnlyReads(kind, name, Object.values(policies));
      const trust = roleTrust({
        kind,
        aws,
        repository,
        environments: jobs[kind],
        defaultBranch: platform.repositories.defaultBranch,
        trustsNames: platform.github?.subjects !== 'immutable',
        callers: !assumesItself ? [] : callersOf(kind, arn, account, hub, platform),
      });
      const { inline, managed } = withinLimits(name, policies);
      return {
        kind,
        name,
        path,
        trust: JSON.stringify(trust),
        policies: textsOf(inline),
        managedPolicies: textsOf(managed),
      };
    });
}

function textsOf(policies: Readonly<Record<string, Policy>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(policies).map(([name, policy]) => [name, JSON.stringify(policy)]));
}

/** Terraform assumes the role of the platform file, also in a job that has it already, and in a job with the role of the first account. */
function callersOf(
  kind: RoleName['kind'],
  arn: string,
  account: PlatformAccount,
  hub: PlatformAccount | undefined,
  { organisation }: Platform,
): string[] {
  const ofHub = hub === undefined || hub === account ? [] : sameRoles(kind, [hub], organisation);
  return [...new Set([arn, ...ofHub])].sort();
}

function sameRoles(kind: RoleName['kind'], accounts: readonly PlatformAccount[], organisation: string): string[] {
  return accounts.flatMap(({ aws }) =>
    roleNames(aws, organisation).flatMap((role) => (role.kind === kind && kind !== 'release' ? [role.arn] : [])),
  );
}

function registriesOf({ accountId, partition, region }: Aws): string {
  return `arn:${partition}:ecr:${region}:${accountId}:repository/*`;
}

/** A mistake in the table of calls must not become a plan role that writes. */
function assertOnlyReads(kind: RoleName['kind'], name: string, policies: readonly Policy[]): void {
  const [excess] = kind === 'plan' ? excessPermissions(policies) : [];
  if (excess !== undefined) throw new Error(`The policy of ${name} has too much: ${excess.action} ${excess.why}.`);
}
