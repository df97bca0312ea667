import type { BranchDefault } from '@cdktf/provider-github/lib/branch-default';
import { BranchProtection } from '@cdktf/provider-github/lib/branch-protection';
import type { Repository } from '@cdktf/provider-github/lib/repository';
import type { Risk } from '@goldenpath/extension';
import type { Construct } from 'constructs';
import { RISK_POLICY } from '../../risk';

/**
 * The default branch changes by reviewed pull requests only, in a straight line, and is never deleted or rewritten.
 *
 * A branch protection rule rather than a ruleset: "protected branches" of a deployment environment means these.
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
