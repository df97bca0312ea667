import { ActionsVariable } from '@cdktf/provider-github/lib/actions-variable';
import { BranchDefault } from '@cdktf/provider-github/lib/branch-default';
import { Repository } from '@cdktf/provider-github/lib/repository';
import { RepositoryDependabotSecurityUpdates } from '@cdktf/provider-github/lib/repository-dependabot-security-updates';
import type { Risk } from '@goldenpath/extension';
import { literal, protection } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { RepositoryPart } from '../types';
import { protectBranch } from './branch-protection';
import { addEnvironments } from './environments';
import { teamDirectory } from './teams';

/** Adds the GitHub repository with its settings, protection, teams and variables. */
export function addRepository(scope: Construct, part: RepositoryPart, risk: Risk): void {
  const repository = repositoryItself(scope, part);
  const branch = defaultBranch(scope, repository, part.defaultBranch);
  protectBranch(scope, repository, branch, { risk, part });
  addTeams(scope, repository, part);
  addVariables(scope, repository, part.variables);
}

function repositoryItself(scope: Construct, part: RepositoryPart): Repository {
  const repository = new Repository(scope, 'repository', {
    name: part.name,
    description: literal(part.description),
    // The default of GitHub is public.
    visibility: part.visibility ?? 'private',
    topics: part.topics.map(literal),
    // Creates a first commit, without which there is no branch to protect.
    autoInit: true,
    hasIssues: true,
    hasProjects: false,
    hasWiki: false,
    allowAutoMerge: part.autoMerge ?? true,
    allowMergeCommit: false,
    allowRebaseMerge: false,
    allowSquashMerge: true,
    allowUpdateBranch: true,
    deleteBranchOnMerge: true,
    vulnerabilityAlerts: true,
    archiveOnDestroy: true,
    ...protection(part.isProtected),
  });
  new RepositoryDependabotSecurityUpdates(scope, 'security-updates', { repository: repository.name, enabled: true });
  return repository;
}

function defaultBranch(scope: Construct, repository: Repository, branch: string): BranchDefault {
  return new BranchDefault(scope, 'default-branch', {
    repository: repository.name,
    branch,
    // A new repository has the default branch of the organisation.
    ...(branch !== 'main' && { rename: true }),
  });
}

function addTeams(scope: Construct, repository: Repository, part: RepositoryPart): void {
  const { team, environments } = part;
  const teams = teamDirectory(scope);
  const readers = new Set(environments.flatMap(({ approvers }) => approvers).filter((slug) => slug !== team));
  const access = [teams.grant(repository, team, 'maintain')];
  for (const slug of readers) access.push(teams.grant(repository, slug, 'pull'));
  addEnvironments(scope, repository, part, { teams, access });
}

function addVariables(scope: Construct, repository: Repository, variables: RepositoryPart['variables']): void {
  for (const [name, value] of Object.entries(variables)) {
    new ActionsVariable(scope, `variable-${name}`, {
      repository: repository.name,
      variableName: name,
      value: literal(value),
    });
  }
}
