import { refused } from './answers';
import type { Repositories, TreeFile } from './repositories';
import type { Routes } from './types';

/** The routes of Git objects and references. */
export function gitRoutes(repositories: Repositories, url: string): Routes {
  return [
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/git\/trees\/(.+)$/,
      ([, name = '', ref = '']) => {
        const lines = repositories.git(name, 'ls-tree', '-r', ref).split('\n').filter(Boolean);
        const tree = lines.map((line) => {
          const [, type, sha, file] = /^\d+ (\w+) (\w+)\t(.*)$/.exec(line) ?? [];
          return { path: file, type, sha, url: `${url}/repos/${name}/git/blobs/${sha}` };
        });
        return { status: 200, data: { sha: ref, tree, truncated: false } };
      },
    ],
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/git\/blobs\/(\w+)$/,
      ([, name = '', sha = '']) => ({
        status: 200,
        data: {
          sha,
          encoding: 'base64',
          content: repositories.bytes(name, ['cat-file', 'blob', sha]).toString('base64'),
        },
      }),
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/git\/blobs$/,
      ([, name = ''], { content, encoding }) => {
        const bytes = Buffer.from(String(content), encoding === 'base64' ? 'base64' : 'utf8');
        return { status: 201, data: { sha: repositories.writeBlob(name, bytes) } };
      },
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/git\/trees$/,
      ([, name = ''], { base_tree: base, tree }) => {
        const sha = repositories.writeTree(name, String(base), tree as TreeFile[]);
        return { status: 201, data: { sha } };
      },
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/git\/commits$/,
      ([, name = ''], { message, tree, parents }) => {
        const sha = repositories.writeCommit(name, String(tree), parents as string[], String(message));
        return { status: 201, data: { sha } };
      },
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/git\/refs$/,
      ([, name = ''], { ref, sha }) => {
        if (repositories.shaOf(name, String(ref)) !== undefined) return refused(422, 'Reference already exists');
        repositories.git(name, 'update-ref', String(ref), String(sha));
        return { status: 201, data: { ref } };
      },
    ],
    [
      /^PATCH \/repos\/([^/]+\/[^/]+)\/git\/refs\/(.+)$/,
      ([, name = '', ref = ''], { sha }) => {
        repositories.git(name, 'update-ref', `refs/${ref}`, String(sha));
        return { status: 200, data: { ref: `refs/${ref}` } };
      },
    ],
  ];
}
