import type { ProviderScope } from '../behaviours';
import { text } from '../behaviours/made-up';
import type { Problem } from '../wire/diagnostics';
import { isObject, type Value, type Values } from '../wire/values';

/** Returns the scope of a provider block. Missing values come from the account. */
export function scopeOf(config: Values, account: ProviderScope): ProviderScope {
  return {
    accountId: account.accountId,
    partition: account.partition,
    region: text(config['region']) || account.region,
    owner: text(config['owner']) || text(config['organization']) || account.owner,
    ...assumedRole(config['assume_role']),
    githubPlan: account.githubPlan,
    defaultTags: tagsOf(config['default_tags']),
  };
}

/** Returns the problems of a provider block: another account, or credentials of a real one. */
export function checkProviderConfig(config: Values, account: ProviderScope): Problem[] {
  const allowed = config['allowed_account_ids'];
  const forbidden = config['forbidden_account_ids'];
  const isAllowed = !Array.isArray(allowed) || allowed.length === 0 || allowed.includes(account.accountId);
  const isForbidden = Array.isArray(forbidden) && forbidden.includes(account.accountId);
  const problems: Problem[] = [];
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

/** Arguments of provider blocks that contain or name credentials. */
const CREDENTIALS = ['access_key', 'secret_key', 'token', 'profile'];

function tagsOf(value: Value | undefined): Values {
  const block = Array.isArray(value) ? value[0] : value;
  const tags = isObject(block) ? block['tags'] : null;
  return isObject(tags) ? tags : {};
}

function assumedRole(value: Value | undefined): { readonly roleArn?: string } {
  const block = Array.isArray(value) ? value[0] : value;
  const arn = isObject(block) ? text(block['role_arn']) : '';
  return arn === '' ? {} : { roleArn: arn };
}
