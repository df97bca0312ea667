import type { BranchDefault } from '@cdktf/provider-github/lib/branch-default';
import { BranchProtection } from '@cdktf/provider-github/lib/branch-protection';
import type { Repository } from '@cdktf/provider-github/lib/repository';
import { RepositoryRuleset } from '@cdktf/provider-github/lib/repository-ruleset';
import type { Risk } from '@goldenpath/extension';
import type { Construct } from 'constructs';
import { RISK_POLICY } from '../../risk';
import type { RepositoryPart } from '../types';

/** GitHub's number of the role of repository administrators. */
const ADMINISTRATORS = 5;

/** Protects the default branch: changes only by reviewed pull requests, with linear history, without deletion or force pushes. */
export function protectBranch(
  scope: Construct,
  repository: Repository,
  branch: BranchDefault,
  { risk, part }: { readonly risk: Risk; readonly part: RepositoryPart },
): void {
  if (part.protection === 'none') return;
  if (part.protection === 'ruleset') addRuleset(scope, repository, part, risk, branch);
  else addBranchProtection(scope, repository, branch, risk);
}

/** "Protected branches" of a deployment environment refers to these rules. */
function addBranchProtection(scope: Construct, repository: Repository, { branch }: BranchDefault, risk: Risk): void {
  const { approvals, bindsAdministrators } = RISK_POLICY[risk];
  new BranchProtection(scope, 'branch-protection', {
    repositoryId: repository.nodeId,
    pattern: branch,
    enforceAdmins: bindsAdministrators,
    allowsDeletions: false,
    allowsForcePushes: false,
    requireConversationResolution: true,
    requiredLinearHistory: true,
    requiredPullRequestReviews: [
      { requiredApprovingReviewCount: approvals, dismissStaleReviews: true, requireLastPushApproval: true },
    ],
  });
}

/** The App that publishes manifests may push, and administrators where the risk is not high. */
function addRuleset(
  scope: Construct,
  repository: Repository,
  { publisherAppId }: RepositoryPart,
  risk: Risk,
  branch: BranchDefault,
): void {
  const { approvals, bindsAdministrators } = RISK_POLICY[risk];
  const bypassActors = [
    ...(bindsAdministrators ? [] : [{ actorId: ADMINISTRATORS, actorType: 'RepositoryRole', bypassMode: 'always' }]),
    ...(publisherAppId === undefined
      ? []
      : [{ actorId: Number(publisherAppId), actorType: 'Integration', bypassMode: 'always' }]),
  ];
  new RepositoryRuleset(scope, 'ruleset', {
    name: 'default branch',
    repository: repository.name,
    target: 'branch',
    enforcement: 'active',
    conditions: { refName: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    ...(bypassActors.length > 0 && { bypassActors }),
    rules: {
      deletion: true,
      nonFastForward: true,
      requiredLinearHistory: true,
      pullRequest: {
        requiredApprovingReviewCount: approvals,
        dismissStaleReviewsOnPush: true,
        requireLastPushApproval: true,
        requiredReviewThreadResolution: true,
      },
    },
    dependsOn: [branch],
  });
}
