import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@goldenpath/errors';
import { MANAGED_MARKER } from '@goldenpath/files';
import { GithubError, type GithubRequest, openGithub } from '@goldenpath/fleet/github';
import { refusedBy } from './refused';

export interface CommitCatalogInfoOptions {
  /** GitHub's REST API, such as `https://api.github.com`. Only over HTTPS, or on this machine. */
  readonly apiUrl: string;
  /** A token that may write `contents` of the repository. */
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  /** The text of `catalog-info.yaml`. */
  readonly content: string;
  /** The branch. @default the default branch of the repository */
  readonly branch?: string;
  /** When aborted, no further request is sent. @default never */
  readonly signal?: AbortSignal;
}

/** What was done: `unchanged` if the repository has the same text already. */
export interface CommittedCatalogInfo {
  readonly change: 'created' | 'updated' | 'unchanged';
  /** The page of the file. */
  readonly url: string;
  readonly branch: string;
}

const PATH = 'catalog-info.yaml';
/** Someone else may push in the meantime. */
const ATTEMPTS = 4;
const CONFLICT = 409;
const SECOND = 1000;

/**
 * Commits `catalog-info.yaml` to a repository. A second run with the same text changes nothing. A file that Golden Path did not write is not
 * replaced.
 *
 * @throws UserError where GitHub refuses, where the rate limit is reached, or where the file has other content. Nothing was changed then.
 */
export async function commitCatalogInfo(options: CommitCatalogInfoOptions): Promise<CommittedCatalogInfo> {
  const { apiUrl, token, owner, repo, signal = new AbortController().signal } = options;
  if (token === '') throw noToken(`${owner}/${repo}`);
  const send = openGithub({ env: { GITHUB_API_URL: apiUrl, GITHUB_TOKEN: token }, signal });
  try {
    const about = Object(await send('GET /repos/{owner}/{repo}', { owner, repo })) as Repository;
    if (about.archived === true)
      throw new UserError(`The repository ${owner}/${repo} is archived.`, 'Unarchive it on GitHub, and try again.');
    const branch = options.branch ?? String(about.default_branch ?? 'main');
    const url = `${about.html_url ?? ''}/blob/${branch}/${PATH}`;
    return { change: await commit(send, { ...options, branch, signal }), url, branch };
  } catch (error) {
    throw error instanceof GithubError ? refusedBy(error, `${owner}/${repo}`) : error;
  }
}

interface Repository {
  readonly archived?: boolean;
  readonly default_branch?: unknown;
  readonly html_url?: string;
}

type Commit = CommitCatalogInfoOptions & { readonly branch: string; readonly signal: AbortSignal };

async function commit(send: GithubRequest, options: Commit): Promise<CommittedCatalogInfo['change']> {
  const { owner, repo, content, branch, signal } = options;
  for (let attempt = 1; ; attempt++) {
    const found = await read(send, options);
    if (found?.text === content) return 'unchanged';
    if (found !== undefined && !found.text.startsWith(MANAGED_MARKER)) throw notOurs(`${owner}/${repo}`);
    try {
      await send('PUT /repos/{owner}/{repo}/contents/{path}', {
        owner,
        repo,
        path: PATH,
        branch,
        message: `${found === undefined ? 'Add' : 'Update'} the catalog entry`,
        content: Buffer.from(content, 'utf8').toString('base64'),
        ...(found !== undefined && { sha: found.sha }),
      });
      return found === undefined ? 'created' : 'updated';
    } catch (error) {
      const moved = error instanceof GithubError && error.status === CONFLICT && !isProtected(error);
      if (!moved || attempt === ATTEMPTS) throw error;
      await sleep(attempt * SECOND, undefined, { signal });
    }
  }
}

/** Returns the file on the branch; `undefined` where there is none, or where the repository is empty. */
async function read(
  send: GithubRequest,
  { owner, repo, branch }: Commit,
): Promise<{ readonly text: string; readonly sha: string } | undefined> {
  try {
    const parameters = { owner, repo, path: PATH, ref: branch };
    const { content, sha } = Object(await send('GET /repos/{owner}/{repo}/contents/{path}', parameters)) as Readonly<
      Record<string, unknown>
    >;
    return { text: Buffer.from(String(content ?? ''), 'base64').toString('utf8'), sha: String(sha) };
  } catch (error) {
    if (error instanceof GithubError && error.status === 404) return undefined;
    throw error;
  }
}

function isProtected({ message }: GithubError): boolean {
  return /rule violations|protected branch/i.test(message);
}

function notOurs(repository: string): UserError {
  return new UserError(
    `${repository} has a catalog-info.yaml that Golden Path did not write.`,
    'Remove it, or register it in Backstage as it is. It was not changed.',
  );
}

function noToken(repository: string): UserError {
  return new UserError(
    `Backstage has no token for ${repository}.`,
    'Add credentials for the host of the repository to `integrations.github` in the configuration of Backstage.',
  );
}
