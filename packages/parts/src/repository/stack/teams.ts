import { DataGithubTeam } from '@cdktf/provider-github/lib/data-github-team';
import type { Repository } from '@cdktf/provider-github/lib/repository';
import { TeamRepository } from '@cdktf/provider-github/lib/team-repository';
import { Token } from 'cdktf';
import type { Construct } from 'constructs';

/** `maintain` allows managing a repository without changing its protection; `pull` allows reading it. */
export type PodPermission = 'maintain' | 'pull';

/** The teams of the organisation, each looked up once by slug. */
export interface TeamDirectory {
  /** Returns the ids of teams in GitHub. */
  ids(slugs: readonly string[]): number[];
  /** Gives a team access to a repository. */
  grant(repository: Repository, slug: string, permission: PodPermission): TeamRepository;
}

/** Returns the teams from data sources: they are created outside of the stack. */
export function teamDirectory(scope: Construct): TeamDirectory {
  const known = new Map<string, DataGithubTeam>();
  const team = (slug: string): DataGithubTeam => {
    const found = known.get(slug) ?? new DataGithubTeam(scope, `team-${slug}`, { slug, summaryOnly: true });
    known.set(slug, found);
    return found;
  };
  return {
    ids: (slugs) => slugs.map((slug) => Token.asNumber(team(slug).id)),
    grant: (repository, slug, permission) =>
      new TeamRepository(scope, `access-${slug}`, { teamId: team(slug).id, repository: repository.name, permission }),
  };
}
