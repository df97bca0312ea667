import type { Values } from '../../wire/values';
import type { Change } from '../behaviour';
import { text } from '../made-up';

/**
 * Returns GitHub's error when the plan does not offer rules for private repositories. Public repositories have them on each plan.
 *
 * @see https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets
 */
export function refuseBranchRules(repository: Values | undefined, { scope }: Change): string | undefined {
  if (scope.githubPlan !== 'free' || !isPrivate(repository)) return undefined;
  return '403 Upgrade to GitHub Pro or make this repository public to enable this feature. []';
}

/**
 * Returns GitHub's error for an environment: private repositories have none on the plan `free`, and no reviewers below Enterprise. A list
 * of reviewers without an entry is an error on each plan.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments
 */
export function refuseEnvironment(values: Values, change: Change): string | undefined {
  const repository = repositoryNamed(text(values['repository']), change);
  const call = `PUT https://api.github.com/repos/${change.scope.owner}/${text(values['repository'])}/environments/${text(values['environment'])}`;
  const blocks = values['reviewers'];
  const reviewers = Array.isArray(blocks) ? blocks : [];
  const counts = reviewers.map((block) => count(block, 'teams') + count(block, 'users'));
  if (counts.some((each) => each === 0)) return `${call}: 422 Validation Failed: reviewers must not be empty []`;
  if (!isPrivate(repository) || change.scope.githubPlan === 'enterprise') return undefined;
  if (change.scope.githubPlan === 'free') return `${call}: 404 Not Found []`;
  const needsEnterprise =
    reviewers.length > 0 || values['prevent_self_review'] === true || Number(values['wait_timer']) > 0;
  return needsEnterprise
    ? `${call}: 422 Failed to create the environment protection rule. Please ensure the billing plan supports the required reviewers protection rule. []`
    : undefined;
}

/** Returns GitHub's error for a repository: internal ones need Enterprise. */
export function refuseRepository(values: Values, { scope }: Change): string | undefined {
  if (values['visibility'] !== 'internal' || scope.githubPlan === 'enterprise') return undefined;
  return `POST https://api.github.com/orgs/${scope.owner}/repos: 422 Only organizations associated with an enterprise can set visibility to internal []`;
}

/** Returns a repository of the account. */
export function repositoryNamed(name: string, { account, scope }: Change): Values | undefined {
  return account.get('github_repository', `${scope.owner}/${name}`)?.values;
}

function isPrivate(repository: Values | undefined): boolean {
  return repository !== undefined && text(repository['visibility']) !== 'public';
}

function count(block: unknown, attribute: string): number {
  const list = (Object(block) as Readonly<Record<string, unknown>>)[attribute];
  return Array.isArray(list) ? list.length : 0;
}
