import { tryReadMark } from '@goldenpath/fleet';
import { GithubError, openGithub } from '@goldenpath/fleet/github';
import { refusedBy } from '../catalog-info/refused';

export interface GithubStateOptions {
  /** GitHub's REST API. Only over HTTPS, or on this machine. */
  readonly apiUrl: string;
  /** A token that may read `contents`, `issues` and `pull_requests` of the repository. */
  readonly token: string;
  /** The repository of the fleet. */
  readonly owner: string;
  readonly repo: string;
  /** The branch of the fleet. @default the default branch of the repository */
  readonly branch?: string;
  readonly app: string;
  /** The stacks of the application. */
  readonly stacks: readonly string[];
  /** When aborted, no further request is sent. @default never */
  readonly signal?: AbortSignal;
}

/** What GitHub says of an application. */
export interface GithubState {
  /** The last pull request that changed the spec. @default none */
  readonly lastReview?: {
    readonly number: number;
    readonly title: string;
    readonly url: string;
    /** When it was merged, as an ISO time. @default not merged */
    readonly mergedAt?: string;
  };
  /** Open issues about changes outside Terraform. @default not known */
  readonly drift?: readonly { readonly title: string; readonly url: string }[];
}

/** @throws UserError where GitHub refuses. */
export async function githubState(options: GithubStateOptions): Promise<GithubState> {
  const { apiUrl, token, owner, repo, branch, app, stacks, signal = new AbortController().signal } = options;
  const at = { owner, repo };
  try {
    const send = openGithub({ env: { GITHUB_API_URL: apiUrl, GITHUB_TOKEN: token }, signal });
    const last = { ...at, ...(branch !== undefined && { sha: branch }), path: `apps/${app}`, per_page: 1 };
    const changes = await send('GET /repos/{owner}/{repo}/commits', last);
    const sha = listOf(changes)[0]?.['sha'];
    const pulls =
      typeof sha === 'string'
        ? listOf(await send('GET /repos/{owner}/{repo}/commits/{sha}/pulls', { ...at, sha, per_page: 1 }))
        : [];
    const open = { ...at, state: 'open', labels: 'drift', per_page: 100 };
    const issues = listOf(await send('GET /repos/{owner}/{repo}/issues', open));
    const own = issues.filter(({ body }) => stacks.includes(tryReadMark(String(body ?? ''))?.stack ?? ''));
    const [pull] = pulls;
    return {
      ...(pull !== undefined && { lastReview: reviewOf(pull) }),
      drift: own.map(({ title, html_url: url }) => ({ title: String(title), url: String(url) })),
    };
  } catch (error) {
    throw error instanceof GithubError ? refusedBy(error, `${owner}/${repo}`) : error;
  }
}

type Data = Readonly<Record<string, unknown>>;

function reviewOf({ number, title, html_url: url, merged_at: mergedAt }: Data): NonNullable<GithubState['lastReview']> {
  return {
    number: Number(number),
    title: String(title),
    url: String(url),
    ...(typeof mergedAt === 'string' && { mergedAt }),
  };
}

function listOf(answer: unknown): Data[] {
  return Array.isArray(answer) ? answer.map((one: unknown) => Object(one) as Data) : [];
}
