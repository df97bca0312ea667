import type { ProviderScope } from '../behaviours';
import { text, texts } from '../behaviours/made-up';
import type { Problem } from '../wire/diagnostics';
import { isObject, type Value, type Values } from '../wire/values';

/** The accounts that the simulated credentials give access to: the default one, and others. */
export interface KnownAccounts {
  readonly defaultScope: ProviderScope;
  readonly others: readonly string[];
}

/**
 * Returns the scope of a provider block. Missing values come from the default account. The account is that of the role that the provider
 * assumes; without a role, the only allowed account that is known.
 */
export function scopeOf(config: Values, { defaultScope: account, others }: KnownAccounts): ProviderScope {
  const role = roleOf(config);
  const allowed = texts(config['allowed_account_ids']);
  const own = others.find((id) => allowed.includes(id));
  const withoutRole = own === undefined || allowed.includes(account.accountId) ? account.accountId : own;
  return {
    accountId: role?.accountId ?? withoutRole,
    partition: role?.partition ?? account.partition,
    region: text(config['region']) || account.region,
    owner: text(config['owner']) || text(config['organization']) || account.owner,
    ...(role !== undefined && { roleArn: role.arn }),
    githubPlan: account.githubPlan,
    defaultTags: tagsOf(config['default_tags']),
  };
}

/** Returns the problems of a provider block: another account, a role that does not exist, or credentials of a real one. */
export function checkProviderConfig(config: Values, known: KnownAccounts): Problem[] {
  const account = scopeOf(config, known);
  const allowed = texts(config['allowed_account_ids']);
  const isAllowed = allowed.length === 0 || allowed.includes(account.accountId);
  const isForbidden = texts(config['forbidden_account_ids']).includes(account.accountId);
  const problems: Problem[] = [...checkRole(config, known)];
  if (!isAllowed || isForbidden) {
    problems.push({
      summary: `AWS account ID not allowed: ${account.accountId}`,
      path: [isForbidden ? 'forbidden_account_ids' : 'allowed_account_ids'],
    });
  }
  const credential = CREDENTIALS.find((name) => text(config[name]) !== '');
  if (credential !== undefined) {
    problems.push({
      summary: `the provider block has credentials of a real cloud ("${credential}")`,
      detail: 'Take them out of the configuration, or run against the real cloud.',
      path: [credential],
    });
  }
  return problems;
}

interface Role {
  readonly arn: string;
  readonly partition: string;
  readonly accountId: string;
}

/** Returns the last role that a provider assumes. */
function roleOf(config: Values): Role | undefined {
  const blocks = config['assume_role'];
  const last = Array.isArray(blocks) ? blocks.at(-1) : undefined;
  const arn = isObject(last) ? text(last['role_arn']) : '';
  const [, partition, accountId] = /^arn:([a-z-]+):iam::([0-9]{12}):role\/./.exec(arn) ?? [];
  if (arn === '') return undefined;
  return { arn, partition: partition ?? '', accountId: accountId ?? '' };
}

/** STS does not say whether a role is missing or trusts another principal. */
function checkRole(config: Values, { defaultScope, others }: KnownAccounts): Problem[] {
  const role = roleOf(config);
  if (role === undefined || [defaultScope.accountId, ...others].includes(role.accountId)) return [];
  return [
    {
      summary: 'Cannot assume IAM Role',
      detail: `IAM Role (${role.arn}) cannot be assumed: AccessDenied: not authorized to perform: sts:AssumeRole on resource: ${role.arn}`,
      path: ['assume_role'],
    },
  ];
}

/** Arguments of provider blocks that contain or name credentials. */
const CREDENTIALS = ['access_key', 'secret_key', 'token', 'profile'];

function tagsOf(value: Value | undefined): Values {
  const block = Array.isArray(value) ? value[0] : value;
  const tags = isObject(block) ? block['tags'] : null;
  return isObject(tags) ? tags : {};
}
