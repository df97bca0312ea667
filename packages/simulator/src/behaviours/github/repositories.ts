import type { Values } from '../../wire/values';
import type { Behaviour, Reference } from '../behaviour';
import { hex, numberBelow, text } from '../made-up';
import { refuseBranchRules, refuseRepository, repositoryNamed } from './plans';

/** Returns a node id in GitHub's format: a letter for the kind, then an opaque text. */
export function nodeId(kind: string, seed: string): string {
  return `${kind}_kgDO${Buffer.from(hex(seed, 12)).toString('base64url').slice(0, 12)}`;
}

/** The reference of these resources to an existing repository. */
export const OF_REPOSITORY: Reference = {
  attribute: 'repository',
  types: ['github_repository'],
  by: 'name',
  missing: (name) => `GET https://api.github.com/repos/${name}: 404 Not Found []`,
};

/** Returns what GitHub knows of a repository. */
export function repositoryValues(owner: string, name: string, seed: string): Values {
  const full = `${owner}/${name}`;
  return {
    id: name,
    full_name: full,
    repo_id: 100_000_000 + numberBelow(seed, 900_000_000),
    node_id: nodeId('R', seed),
    html_url: `https://github.com/${full}`,
    http_clone_url: `https://github.com/${full}.git`,
    git_clone_url: `git://github.com/${full}.git`,
    ssh_clone_url: `git@github.com:${full}.git`,
    svn_url: `https://github.com/${full}`,
    default_branch: 'main',
    primary_language: '',
    visibility: 'public',
    topics: [],
    security_and_analysis: [],
  };
}

const repository: Behaviour = {
  type: 'github_repository',
  key: (values, scope) => `${scope.owner}/${text(values['name'])}`,
  taken: (_values, scope) =>
    `POST https://api.github.com/orgs/${scope.owner}/repos: 422 Repository creation failed. [{Resource:Repository Field:name Code:custom Message:name already exists on this account}]`,
  follows: ['id', 'full_name', 'html_url', 'http_clone_url', 'git_clone_url', 'ssh_clone_url', 'svn_url'],
  computed: (values, scope, seed) => ({
    ...repositoryValues(scope.owner, text(values['name']), seed),
    private: values['visibility'] !== 'public',
  }),
  refuseCreate: refuseRepository,
  refuseUpdate: (_before, values, _config, change) => refuseRepository(values, change),
  remove: (object, { account }) => {
    // An archived repository still exists and keeps its name.
    if (object.values['archive_on_destroy'] === true)
      account.put({ ...object, values: { ...object.values, archived: true }, retired: true });
    else account.remove(object.type, object.key);
  },
};

/** A resource that a repository has exactly once. Creating it adopts the existing one. */
function onlyOne(type: string): Behaviour {
  return {
    type,
    adopts: true,
    key: (values, scope) => `${scope.owner}/${text(values['repository'])}`,
    computed: (values) => ({ id: text(values['repository']) }),
    references: [OF_REPOSITORY],
  };
}

const branch: Behaviour = {
  type: 'github_branch',
  key: (values, scope) => `${scope.owner}/${text(values['repository'])}:${text(values['branch'])}`,
  taken: () => 'POST git/refs: 422 Reference already exists []',
  follows: ['id', 'ref'],
  computed: (values, _scope, seed) => ({
    id: `${text(values['repository'])}:${text(values['branch'])}`,
    ref: `refs/heads/${text(values['branch'])}`,
    sha: hex(`${seed}:sha`, 40),
    source_sha: hex(`${seed}:sha`, 40),
  }),
  references: [OF_REPOSITORY],
};

const protection: Behaviour = {
  type: 'github_branch_protection',
  key: (values) => `${text(values['repository_id'])}:${text(values['pattern'])}`,
  taken: (values) => `Name already protected: ${text(values['pattern'])}`,
  computed: (_values, _scope, seed) => ({ id: nodeId('BPR', seed) }),
  refuseCreate: ({ repository_id }, change) =>
    refuseBranchRules(
      change.account.all('github_repository').find(({ values }) => values['node_id'] === repository_id)?.values,
      change,
    ),
  references: [
    {
      attribute: 'repository_id',
      types: ['github_repository'],
      by: 'node_id',
      // The provider accepts a name as well as a node id.
      given: (name) => !name.startsWith('R_'),
      missing: (name) => `Could not resolve to a node with the global id of '${name}'`,
    },
  ],
};

const ruleset: Behaviour = {
  type: 'github_repository_ruleset',
  computed: (_values, _scope, seed) => {
    const number = 1_000_000 + numberBelow(seed, 9_000_000);
    return { id: String(number), ruleset_id: number, node_id: nodeId('RRS', seed) };
  },
  refuseCreate: ({ repository: name }, change) => refuseBranchRules(repositoryNamed(text(name), change), change),
  references: [OF_REPOSITORY],
};

const file: Behaviour = {
  type: 'github_repository_file',
  key: (values, scope) => `${scope.owner}/${text(values['repository'])}/${text(values['file'])}`,
  taken: (values) =>
    `refusing to overwrite existing file: configure \`overwrite_on_create\` to \`true\` to override (${text(values['file'])})`,
  computed: (values, _scope, seed) => ({
    id: `${text(values['repository'])}/${text(values['file'])}`,
    commit_sha: hex(`${seed}:commit`, 40),
    sha: hex(text(values['content']), 40),
    ref: text(values['branch']),
    commit_message: `Add ${text(values['file'])}`,
  }),
  references: [OF_REPOSITORY],
};

/** Creating it renames the default branch if it is asked to. It makes no branch. */
const defaultBranch: Behaviour = {
  ...onlyOne('github_branch_default'),
  refuseCreate: (values, change) => {
    const name = text(values['repository']);
    const wanted = text(values['branch']);
    const current = text(repositoryNamed(name, change)?.['default_branch']) || 'main';
    const made = change.account.get('github_branch', `${change.scope.owner}/${name}:${wanted}`);
    return values['rename'] === true || wanted === current || made !== undefined
      ? undefined
      : `GET https://api.github.com/repos/${change.scope.owner}/${name}/branches/${wanted}: 404 Branch not found []`;
  },
};

const collaborators: Behaviour = {
  ...onlyOne('github_repository_collaborators'),
  computed: (values: Values) => ({ id: text(values['repository']), invitation_ids: {} }),
};

/** Repositories and their resources. */
export const REPOSITORIES: readonly Behaviour[] = [
  repository,
  branch,
  protection,
  ruleset,
  file,
  collaborators,
  defaultBranch,
  onlyOne('github_repository_dependabot_security_updates'),
  onlyOne('github_repository_topics'),
  onlyOne('github_actions_repository_permissions'),
  onlyOne('github_actions_repository_oidc_subject_claim_customization_template'),
];
