import { GithubError, type GithubRequest } from './client';

/** A repository on GitHub. */
export interface GithubRepository {
  readonly owner: string;
  readonly repo: string;
}

/** A pull request, as far as it is used here. */
export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly title: string;
  readonly body: string;
  readonly base: string;
}

/** The content of a pull request. */
export interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

/** Returns the pull requests from a branch of the repository itself, the newest first. */
export async function pullRequestsFrom(
  request: GithubRequest,
  { owner, repo }: GithubRepository,
  branch: string,
): Promise<PullRequest[]> {
  const found = await request('GET /repos/{owner}/{repo}/pulls', {
    owner,
    repo,
    head: `${owner}:${branch}`,
    state: 'all',
    sort: 'created',
    direction: 'desc',
    per_page: 30,
  });
  return Array.isArray(found) ? found.map(pullRequest) : [];
}

/**
 * Opens a pull request. It is a draft if asked for and if the plan of the organisation has drafts.
 *
 * @throws GithubError when GitHub refuses it.
 */
export async function openPullRequest(
  request: GithubRequest,
  { owner, repo }: GithubRepository,
  refs: { readonly head: string; readonly base: string },
  { title, body }: PullRequestText,
  draft: boolean,
): Promise<PullRequest> {
  const open = (isDraft: boolean) =>
    request('POST /repos/{owner}/{repo}/pulls', { owner, repo, ...refs, title, body, draft: isDraft });
  try {
    return pullRequest(await open(draft));
  } catch (error) {
    if (!draft || !(error instanceof GithubError) || !/draft pull requests are not supported/i.test(error.message))
      throw error;
    return pullRequest(await open(false));
  }
}

/** Changes the title and the body of a pull request. */
export async function updatePullRequest(
  request: GithubRequest,
  { owner, repo }: GithubRepository,
  pull_number: number,
  { title, body }: PullRequestText,
): Promise<PullRequest> {
  const endpoint = 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}';
  return pullRequest(await request(endpoint, { owner, repo, pull_number, title, body }));
}

function pullRequest(data: unknown): PullRequest {
  const { number, html_url, state, merged_at, title, body, base } = Object(data) as Record<string, unknown>;
  const { ref } = Object(base) as Record<string, unknown>;
  const isMerged = merged_at !== undefined && merged_at !== null;
  return {
    number: Number(number),
    url: String(html_url),
    state: state === 'open' ? 'open' : isMerged ? 'merged' : 'closed',
    title: String(title),
    // GitHub stores texts with Windows line ends.
    body: typeof body === 'string' ? body.replaceAll('\r\n', '\n') : '',
    base: String(ref),
  };
}
