import type { BranchDefault } from '@cdktf/provider-github/lib/branch-default';
import { BranchProtection } from '@cdktf/provider-github/lib/branch-protection';
import type { Repository } from '@cdktf/provider-github/lib/repository';
import type { Risk } from '@goldenpath/extension';
import type { Construct } from 'constructs';
import { RISK_POLICY } from '../../risk';

/**
 * Protects the default branch: changes only by reviewed pull requests, with linear history, without deletion or force pushes.
 *
 * A branch protection rule and not a ruleset, because "protected branches" of a deployment environment refers to these.
 */
export function protectBranch(scope: Construct, repository: Repository, { branch }: BranchDefault, risk: Risk): void {
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
