import { DataGithubTeam } from '@cdktf/provider-github/lib/data-github-team';
import type { Repository } from '@cdktf/provider-github/lib/repository';
import { TeamRepository } from '@cdktf/provider-github/lib/team-repository';
import { Token } from 'cdktf';
import type { Construct } from 'constructs';

/** `maintain` is to run a repository, short of what would undo its protection; `pull` is to read it. */
export type Permission = 'maintain' | 'pull';

/** Teams of the organisation, each looked up once, by its slug. */
export interface TeamDirectory {
  /** The numbers that GitHub knows teams by. */
  ids(slugs: readonly string[]): number[];
  /** Gives a team access to a repository. */
  grant(repository: Repository, slug: string, permission: Permission): TeamRepository;
}

/** The teams, as a stack looks them up: they exist outside of it. */
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
