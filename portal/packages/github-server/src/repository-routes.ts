import { refused } from './answers';
import type { Repositories } from './repositories';
import type { GithubServer, Routes } from './types';

/** The routes of owners, repositories, their commits and their files. */
export function repositoryRoutes(
  repositories: Repositories,
  { url, topics }: Pick<GithubServer, 'url' | 'topics'>,
): Routes {
  const repository = (name: string) => ({
    name: name.split('/')[1],
    full_name: name,
    default_branch: 'main',
    archived: false,
    permissions: { admin: true, push: true, pull: true },
    html_url: `${url}/${name}`,
    clone_url: `${url}/${name}.git`,
    archive_url: `${url}/repos/${name}/{archive_format}{/ref}`,
    commits_url: `${url}/repos/${name}/commits{/sha}`,
    branches_url: `${url}/repos/${name}/branches{/branch}`,
    trees_url: `${url}/repos/${name}/git/trees{/sha}`,
  });

  return [
    [/^GET \/users\/([^/]+)$/, ([, login]) => ({ status: 200, data: { login, type: 'Organization' } })],
    [
      /^POST \/orgs\/([^/]+)\/repos$/,
      ([, owner], { name }) => {
        const full = `${owner}/${String(name)}`;
        if (repositories.has(full))
          return refused(422, 'Repository creation failed.: name already exists on this account');
        repositories.create(full);
        return { status: 201, data: repository(full) };
      },
    ],
    [/^GET \/repos\/([^/]+\/[^/]+)$/, ([, name = '']) => ({ status: 200, data: repository(name) })],
    [
      /^PUT \/repos\/([^/]+\/[^/]+)\/topics$/,
      ([, name = ''], { names }) => {
        topics.set(name, names as string[]);
        return { status: 200, data: { names } };
      },
    ],
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/commits(?:\/(.+?))?(?:\/status)?$/,
      ([, name = '', ref], _body, query) => {
        const tip = repositories.shaOf(name, ref ?? query.get('sha') ?? 'main');
        if (tip === undefined) return refused(404, 'Not Found');
        const file = query.get('path');
        const sha = file === null ? tip : repositories.git(name, 'log', '-1', '--format=%H', tip, '--', file);
        if (sha === '') return { status: 200, data: [] };
        const commit = {
          sha,
          repository: repository(name),
          commit: { tree: { sha: repositories.git(name, 'rev-parse', `${sha}^{tree}`) } },
        };
        return { status: 200, data: ref === undefined ? [commit] : commit };
      },
    ],
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/branches\/(.+)$/,
      ([, name = '', branch = '']) => {
        const sha = repositories.shaOf(name, branch);
        return sha === undefined
          ? refused(404, 'Branch not found')
          : { status: 200, data: { name: branch, commit: { sha } } };
      },
    ],
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/contents\/(.+)$/,
      ([, name = '', file = ''], _body, query) => {
        const at = `${query.get('ref') ?? 'main'}:${file}`;
        const sha = repositories.tryParse(name, at);
        if (sha === undefined) return refused(404, 'Not Found');
        const raw = repositories.bytes(name, ['cat-file', 'blob', sha]);
        return { status: 200, data: { type: 'file', encoding: 'base64', content: raw.toString('base64'), sha }, raw };
      },
    ],
    [
      /^PUT \/repos\/([^/]+\/[^/]+)\/contents\/(.+)$/,
      ([, name = '', file = ''], { content, message, branch }) => {
        const parent = repositories.shaOf(name, `refs/heads/${String(branch)}`);
        const blob = repositories.writeBlob(name, Buffer.from(String(content), 'base64'));
        const tree = repositories.writeTree(name, parent, [{ path: file, mode: '100644', sha: blob }]);
        const commit = repositories.writeCommit(name, tree, parent === undefined ? [] : [parent], String(message));
        repositories.git(name, 'update-ref', `refs/heads/${String(branch)}`, commit);
        return { status: 201, data: { content: { sha: blob } } };
      },
    ],
  ];
}
