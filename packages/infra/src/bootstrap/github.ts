import { BranchProtection } from '@cdktf/provider-github/lib/branch-protection';
import { DataGithubOrganization } from '@cdktf/provider-github/lib/data-github-organization';
import { DataGithubRepository } from '@cdktf/provider-github/lib/data-github-repository';
import { Repository } from '@cdktf/provider-github/lib/repository';
import { literal, protection } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { BootstrapFacts, GitopsRepository } from './facts';

/** Asks GitHub for the numbers of the platform's repository and of its owner, which never change. */
export function addNumbers(scope: Construct, { owner, name }: BootstrapFacts['repository']): void {
  new DataGithubOrganization(scope, 'organisation', { name: literal(owner), summaryOnly: true });
  new DataGithubRepository(scope, 'repository', { fullName: literal(`${owner}/${name}`) });
}

/**
 * Adds the GitOps repository. Its branch cannot be deleted or rewritten. Commits need no pull request: the GitHub App that publishes could
 * not push otherwise.
 */
export function addGitopsRepository(
  scope: Construct,
  { name, branch, isProtected, visibility }: GitopsRepository,
  { isProtected: isKept }: Pick<BootstrapFacts, 'isProtected'>,
): void {
  const repository = new Repository(scope, 'gitops', {
    name: literal(name),
    description: 'Manifests that Argo CD applies. Written by goldenpath publish',
    visibility,
    autoInit: true,
    hasIssues: false,
    hasProjects: false,
    hasWiki: false,
    deleteBranchOnMerge: true,
    vulnerabilityAlerts: true,
    archiveOnDestroy: true,
    ...protection(isKept),
  });
  if (!isProtected) return;
  new BranchProtection(scope, 'gitops-protection', {
    repositoryId: repository.nodeId,
    pattern: literal(branch),
    enforceAdmins: true,
    allowsDeletions: false,
    allowsForcePushes: false,
    requiredLinearHistory: true,
  });
}
