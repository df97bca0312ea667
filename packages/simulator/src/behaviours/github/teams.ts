import type { Behaviour, DataBehaviour, Lookup } from '../behaviour';
import { numberBelow, text } from '../made-up';
import { nodeId, OF_REPOSITORY, repositoryValues } from './repositories';

/** Returns the number of an organisation, which is derived from its name. */
export function organisationId(name: string): string {
  return String(1_000_000 + numberBelow(`organisation:${name}`, 9_000_000));
}

function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9_]+/g, '-');
}

function teamOf(owner: string, slug: string): { id: string; node_id: string; slug: string } {
  const seed = `team:${owner}/${slug}`;
  return { id: String(1_000_000 + numberBelow(seed, 9_000_000)), node_id: nodeId('T', seed), slug };
}

const team: Behaviour = {
  type: 'github_team',
  key: (values, scope) => `${scope.owner}/${slugOf(text(values['name']))}`,
  taken: () => 'POST teams: 422 Validation Failed [{Resource:Team Field:name Code:already_exists}]',
  follows: ['slug'],
  computed: (values, scope) => ({
    ...teamOf(scope.owner, slugOf(text(values['name']))),
    members_count: 0,
    parent_team_read_id: '',
    parent_team_read_slug: '',
  }),
};

const access: Behaviour = {
  type: 'github_team_repository',
  adopts: true,
  key: (values, scope) => `${scope.owner}/${text(values['team_id'])}:${text(values['repository'])}`,
  computed: (values) => ({ id: `${text(values['team_id'])}:${text(values['repository'])}` }),
  references: [OF_REPOSITORY],
};

/** People create teams, so every requested team exists unless the caller lists the existing ones. */
const findTeam: DataBehaviour = {
  type: 'github_team',
  read: (config, lookup: Lookup) => {
    const slug = text(config['slug']);
    const made = lookup.all('github_team').find(({ values }) => values['slug'] === slug);
    if (made !== undefined) return { ...made.values, members: [], repositories: [], repositories_detailed: [] };
    if (lookup.teams !== undefined && !lookup.teams.includes(slug)) {
      return {
        summary: `GET https://api.github.com/orgs/${lookup.scope.owner}/teams/${slug}: 404 Not Found []`,
        path: ['slug'],
      };
    }
    return {
      ...teamOf(lookup.scope.owner, slug),
      name: slug,
      description: '',
      privacy: 'closed',
      permission: 'pull',
      notification_setting: 'notifications_enabled',
      members: [],
      repositories: [],
      repositories_detailed: [],
    };
  },
};

const findRepository: DataBehaviour = {
  type: 'github_repository',
  read: (config, lookup) => {
    const [owner = '', name = ''] = (
      text(config['full_name']) || `${lookup.scope.owner}/${text(config['name'])}`
    ).split('/');
    const found = lookup.all('github_repository').find(({ key }) => key === `${owner}/${name}`);
    if (found !== undefined) return found.values;
    if (lookup.repositories.includes(`${owner}/${name}`))
      return repositoryValues(owner, name, `outside:${owner}/${name}`);
    return { summary: `GET https://api.github.com/repos/${owner}/${name}: 404 Not Found []` };
  },
};

const findOrganisation: DataBehaviour = {
  type: 'github_organization',
  read: (config) => {
    const name = text(config['name']);
    return {
      id: organisationId(name),
      node_id: nodeId('O', `organisation:${name}`),
      name,
      orgname: name,
      login: name,
      description: '',
      plan: 'team',
      repositories: [],
      members: [],
    };
  },
};

/** Teams and their permissions. */
export const TEAMS: readonly Behaviour[] = [team, access];

/** The data sources of GitHub. */
export const GITHUB_DATA: readonly DataBehaviour[] = [findTeam, findRepository, findOrganisation];
