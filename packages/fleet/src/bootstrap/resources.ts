import type { Aws } from '@goldenpath/extension';
import { type NamePatterns, resourcesOfStack, type UsedResource } from '@goldenpath/iam';
import { appStacks, platformStacks } from '@goldenpath/infra';
import type { ValidFleet } from '../load/load-valid-fleet';

/** The types that stacks of the built-in kinds contain. The first deployment of a fleet without applications needs them too. */
export const BUILT_IN: readonly UsedResource[] = [
  ...[
    'aws_cloudwatch_log_group',
    'aws_db_instance',
    'aws_db_parameter_group',
    'aws_db_subnet_group',
    'aws_ecr_lifecycle_policy',
    'aws_ecr_repository',
    'aws_ecr_repository_policy',
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_iam_role_policy_attachment',
    'aws_secretsmanager_secret',
    'aws_secretsmanager_secret_version',
    'aws_security_group',
    'aws_vpc_security_group_ingress_rule',
  ].map((type): UsedResource => ({ mode: 'resource', type, attributes: {} })),
  ...['aws_cloudwatch_log_groups', 'aws_db_instance', 'aws_iam_role', 'aws_security_group'].map(
    (type): UsedResource => ({
      mode: 'data',
      type,
      attributes: {},
    }),
  ),
];

/** Managed policies that stacks of the built-in kinds attach to roles. */
const ATTACHED = 'iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole';

/** Names of roles that stacks of the built-in kinds make. */
const ROLES = ['*-push', '*-rds-monitor'];

/** A resource in use, and the application whose stack it is in. */
interface OfApp {
  readonly app: string | undefined;
  /** The account that the stack acts in. */
  readonly accountId: string | undefined;
  readonly used: UsedResource;
}

/** What the stacks of a fleet contain. */
export interface FleetResources {
  readonly resources: (aws: Aws) => readonly UsedResource[];
  /** The ARNs of the customer's keys that encrypt databases and their secrets in an account, sorted. */
  readonly keys: (aws: Aws) => readonly string[];
  readonly patterns: NamePatterns;
}

/** Returns the resource types of a fleet: those of its stacks, and those of the built-in kinds. */
export function fleetResources({
  facts,
  loaded,
  registry,
}: Pick<ValidFleet, 'facts' | 'loaded' | 'registry'>): FleetResources {
  const inUse: OfApp[] = [
    ...platformStacks(facts.platform, registry).flatMap(({ content }) => ofStack(undefined, content)),
    ...facts.apps.flatMap((app) =>
      appStacks(app, facts.platform, registry).flatMap(({ content }) => ofStack(app.name, content)),
    ),
  ];
  const roles = [...new Set([...ROLES, ...inUse.flatMap(rolePattern)])].sort();
  const patterns: NamePatterns = {
    aws_iam_role: { name: withoutCovered(roles) },
    aws_iam_role_policy: { role: withoutCovered(roles) },
    aws_iam_role_policy_attachment: { role: withoutCovered(roles) },
    aws_secretsmanager_secret: { name: secretPatterns(inUse) },
  };
  const keys = ({ accountId }: Aws): string[] => {
    const inAccount = loaded.platform.environments.filter((environment) => environment.aws.accountId === accountId);
    return [...new Set(inAccount.flatMap(({ databases }) => databases?.kmsKey ?? []))].sort();
  };
  const resources = (aws: Aws): UsedResource[] => [
    ...BUILT_IN,
    ...keys(aws).flatMap(withKey),
    {
      mode: 'resource',
      type: 'aws_iam_role_policy_attachment',
      attributes: { policy_arn: `arn:${aws.partition}:${ATTACHED}` },
    },
    ...inUse.map(({ used, accountId }) => (accountId === aws.accountId ? used : { ...used, attributes: {} })),
  ];
  return { resources, keys, patterns };
}

/** Databases with a key of the customer, and their secrets. */
function withKey(key: string): UsedResource[] {
  const instance = { kms_key_id: key, master_user_secret_kms_key_id: key, performance_insights_kms_key_id: key };
  return [
    { mode: 'resource', type: 'aws_db_instance', attributes: instance },
    { mode: 'resource', type: 'aws_secretsmanager_secret', attributes: { kms_key_id: key } },
  ];
}

/** What is read of a stack in Terraform's JSON. */
interface StackContent extends Readonly<Record<string, unknown>> {
  readonly provider?: { readonly aws?: readonly { readonly allowed_account_ids?: readonly string[] }[] };
}

function ofStack(app: string | undefined, content: string): OfApp[] {
  const stack = JSON.parse(content) as StackContent;
  const accountId = stack.provider?.aws?.[0]?.allowed_account_ids?.[0];
  return resourcesOfStack(stack).map((used) => ({ app, accountId, used }));
}

/** The name of a role of any application: the name of this one stands for all. */
function rolePattern({ app, used: { attributes, mode, type } }: OfApp): string[] {
  const name = attributes['name'];
  if (mode !== 'resource' || type !== 'aws_iam_role' || typeof name !== 'string' || name.includes('${')) return [];
  return [app === undefined ? name : name.replace(app, '*')];
}

function withoutCovered(roles: readonly string[]): string[] {
  return roles.filter((role) => ROLES.includes(role) || !ROLES.some((pattern) => role.endsWith(pattern.slice(1))));
}

/** Secrets are below a first step that is theirs, such as `goldenpath/`. */
function secretPatterns(inUse: readonly OfApp[]): string[] {
  const names = inUse.flatMap(({ used: { attributes, type } }) => {
    const name = type === 'aws_secretsmanager_secret' ? attributes['name'] : undefined;
    return typeof name === 'string' && /^[A-Za-z0-9_.-]+\//.test(name) ? [`${name.split('/')[0]}/*`] : [];
  });
  return [...new Set(['goldenpath/*', ...names])].sort();
}
