import type { Attributes } from './service-moved';
import type { ResourceChange } from './stack-plan';

/**
 * The merge settings of a repository. GitHub shows them only to tokens that may write contents, and the provider then stores `false`
 * (integrations/terraform-provider-github#3242). An App that only reads sees none of them.
 */
const MERGE_SETTINGS: ReadonlySet<string> = new Set([
  'allow_auto_merge',
  'allow_merge_commit',
  'allow_rebase_merge',
  'allow_squash_merge',
  'allow_update_branch',
  'delete_branch_on_merge',
  'merge_commit_message',
  'merge_commit_title',
  'squash_merge_commit_message',
  'squash_merge_commit_title',
  'use_squash_pr_title_as_default',
]);

/** GitHub demands one of them, so that a repository without any was read by a token that does not see them. */
const ONE_IS_SET = ['allow_merge_commit', 'allow_rebase_merge', 'allow_squash_merge'] as const;

/**
 * Removes settings that the token of the run cannot see from a change. A planned setting stays if it differs from what the last apply left:
 * then the fleet changed it.
 *
 * @param read - The attributes as the provider read them; `undefined` where the resource is gone.
 * @param applied - The attributes that the last apply left. @default no setting stays
 * @returns undefined where nothing remains.
 */
export function withoutHiddenSettings(
  change: ResourceChange,
  read: Attributes | null | undefined,
  applied?: Attributes | null,
): ResourceChange | undefined {
  if (change.type !== 'github_repository' || change.action !== 'update') return change;
  if (ONE_IS_SET.some((name) => read?.[name] !== false)) return change;
  const attributes = change.attributes.filter(
    ({ path, after }) => !MERGE_SETTINGS.has(path) || (applied ? applied[path] !== after : false),
  );
  // Terraform also plans to compute attributes such as `etag` again.
  return attributes.every(({ path }) => path === 'etag') ? undefined : { ...change, attributes };
}
