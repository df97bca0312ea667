import type { Aws } from '@goldenpath/extension';
import {
  type CallTable,
  matchesWildcard,
  type NamePatterns,
  resourcesOfStack,
  type UsedResource,
} from '@goldenpath/iam';
import { appStacks, platformStacks } from '@goldenpath/infra';
import type { ValidFleet } from '../load/load-valid-fleet';
import { declaredPermissions, type DeclaredPermissions } from './part-permissions';

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
  /** The calls of the types. */
  readonly table: CallTable;
  /** The names of the image repositories of applications with previews, sorted. */
  readonly previewImages: readonly string[];
}

/** Returns the resource types of a fleet: those of its stacks, and those that its parts declare. */
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
  const declared = declaredPermissions(registry.parts);
  const keys = ({ accountId }: Aws): string[] => {
    const inAccount = loaded.platform.environments.filter((environment) => environment.aws.accountId === accountId);
    return [...new Set(inAccount.flatMap(({ databases }) => databases?.kmsKey ?? []))].sort();
  };
  const resources = (aws: Aws): UsedResource[] => [
    ...declared.resources(aws.partition),
    ...keys(aws).flatMap(withKey),
    ...inUse.map(({ used, accountId }) => (accountId === aws.accountId ? used : { ...used, attributes: {} })),
  ];
  const previewed = new Set(facts.platform.previews?.apps.map(({ app }) => app));
  return {
    resources,
    keys,
    patterns: patternsInUse(inUse, declared),
    table: declared.table,
    previewImages: imagesOf(inUse.filter(({ app }) => app !== undefined && previewed.has(app))),
  };
}

function imagesOf(inUse: readonly OfApp[]): string[] {
  const names = inUse.flatMap(({ used: { mode, type, attributes } }) => {
    const name = mode === 'resource' && type === 'aws_ecr_repository' ? attributes['name'] : undefined;
    return typeof name === 'string' ? [name] : [];
  });
  return [...new Set(names)].sort();
}

/** Databases with a key of the customer, and their secrets. */
function withKey(key: string): UsedResource[] {
  const instance = { kms_key_id: key, master_user_secret_kms_key_id: key, performance_insights_kms_key_id: key };
  return [
    { mode: 'resource', type: 'aws_db_instance', attributes: instance },
    { mode: 'resource', type: 'aws_rds_cluster', attributes: instance },
    { mode: 'resource', type: 'aws_rds_cluster_instance', attributes: instance },
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

/** Patterns of names that parts declare, and of the roles, policies and secrets in use. */
function patternsInUse(inUse: readonly OfApp[], { patterns }: DeclaredPermissions): NamePatterns {
  const names = (type: string, used: readonly string[]): readonly string[] =>
    withUsed(patterns[type]?.['name'] ?? [], used);
  const roles = names('aws_iam_role', namePatterns('aws_iam_role', inUse));
  return {
    ...patterns,
    aws_iam_policy: { name: names('aws_iam_policy', namePatterns('aws_iam_policy', inUse)) },
    aws_iam_role: { name: roles },
    aws_iam_role_policy: { role: roles },
    aws_iam_role_policy_attachment: { role: roles },
    aws_secretsmanager_secret: { name: names('aws_secretsmanager_secret', secretPatterns(inUse)) },
  };
}

function withUsed(declared: readonly string[], used: readonly string[]): string[] {
  const others = used.filter((name) => !declared.some((pattern) => matchesWildcard(pattern, name)));
  return [...new Set([...declared, ...others])].sort();
}

/** The name of a role or a policy of any application: the name of this one stands for all. */
function namePatterns(type: string, inUse: readonly OfApp[]): string[] {
  return inUse.flatMap(({ app, used }) => {
    const name = used.attributes['name'];
    if (used.mode !== 'resource' || used.type !== type || typeof name !== 'string' || name.includes('${')) return [];
    return [app === undefined ? name : name.replace(app, '*')];
  });
}

/** Secrets are below a first step that is theirs, such as `goldenpath/`. */
function secretPatterns(inUse: readonly OfApp[]): string[] {
  return inUse.flatMap(({ used: { attributes, type } }) => {
    const name = type === 'aws_secretsmanager_secret' ? attributes['name'] : undefined;
    return typeof name === 'string' && /^[A-Za-z0-9_.-]+\//.test(name) ? [`${name.split('/')[0]}/*`] : [];
  });
}
