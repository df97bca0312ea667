import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { git } from './git';
import { tryBody } from './request-body';

/** A pull request of the server. */
export interface ServedPullRequest {
  readonly number: number;
  readonly html_url: string;
  state: 'open' | 'closed';
  merged_at: string | null;
  title: string;
  body: string;
  readonly draft: boolean;
  readonly head: { readonly ref: string };
  readonly base: { readonly ref: string };
}

/** How a repository of the server behaves. */
export interface ServedRepository {
  /** The bare repository. */
  readonly folder: string;
  /** Whether the plan of the organisation has drafts. @default true */
  readonly hasDrafts?: boolean;
  /** Whether the token may write pull requests. @default true */
  readonly isWritable?: boolean;
  /** @default false */
  readonly isArchived?: boolean;
}

/** The part of GitHub's REST API for repositories, branches and pull requests. It refuses what GitHub refuses, with its messages. */
export interface GithubServer {
  readonly url: string;
  readonly pulls: (name: string) => ServedPullRequest[];
  /** Requests that changed something, as `POST /repos/…`. */
  readonly changes: string[];
  /** Answers this many of the next requests with the secondary rate limit. */
  limit: (requests: number) => void;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const TOKEN = 'Bearer ghs_ofTheTests';
const MOST_BODY = 65_536;
const refused = (status: number, message: string, errors: readonly unknown[] = []): Answer => ({
  status,
  data: { message, ...(errors.length > 0 && { errors }), documentation_url: 'https://docs.github.com/rest' },
});
const invalid = (message: string): Answer =>
  refused(422, 'Validation Failed', [{ resource: 'PullRequest', code: 'custom', message }]);

/** Serves repositories by `owner/name`, to the token `ghs_ofTheTests`. */
export async function githubServer(repositories: Readonly<Record<string, ServedRepository>>): Promise<GithubServer> {
  const state = { limited: 0, next: 1, changes: [] as string[], pulls: new Map<string, ServedPullRequest[]>() };
  const pulls = (name: string): ServedPullRequest[] => {
    const known = state.pulls.get(name) ?? [];
    state.pulls.set(name, known);
    return known;
  };
  const answer = (request: IncomingMessage, body: Readonly<Record<string, unknown>>): Answer => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.headers.authorization !== TOKEN) return refused(401, 'Bad credentials');
    if (request.headers['user-agent'] === undefined) return refused(403, 'Request forbidden by administrative rules.');
    if (state.limited > 0) {
      state.limited -= 1;
      const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
      return { ...refused(403, message), headers: { 'retry-after': '1' } };
    }
    const [, about = '', ref] =
      /^\/repos\/([^/]+\/[^/]+)(?:\/git\/refs\/heads\/(.+))?$/.exec(decodeURIComponent(url.pathname)) ?? [];
    const itself = repositories[about];
    if (itself !== undefined && request.method === 'GET') return { status: 200, data: describedAs(about, itself) };
    if (itself !== undefined && ref !== undefined && request.method === 'DELETE') {
      if (itself.isWritable === false) return refused(403, 'Resource not accessible by integration');
      state.changes.push(`DELETE ${decodeURIComponent(url.pathname)}`);
      return removedBranch(itself.folder, ref);
    }
    const [, name = '', number] = /^\/repos\/([^/]+\/[^/]+)\/pulls(?:\/(\d+))?$/.exec(url.pathname) ?? [];
    const repository = repositories[name];
    if (repository === undefined) return refused(404, 'Not Found');
    if (request.method === 'GET') return { status: 200, data: listed(pulls(name), name, url.searchParams) };
    if (repository.isWritable === false) return refused(403, 'Resource not accessible by integration');
    state.changes.push(`${request.method} ${url.pathname}`);
    if (request.method === 'POST') return opened(pulls(name), name, repository, body, () => state.next++);
    return changed(pulls(name), Number(number), body);
  };
  const server = createServer((request, response) => void respond(request, response, answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pulls,
    changes: state.changes,
    limit: (requests) => (state.limited = requests),
    close: () => closed(server),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: IncomingMessage, body: Readonly<Record<string, unknown>>) => Answer,
): Promise<void> {
  const body = await tryBody(request);
  if (body === undefined) return;
  const text = body.toString('utf8');
  const { status, data, headers } = answer(request, text === '' ? {} : (JSON.parse(text) as Record<string, unknown>));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(data === undefined ? undefined : JSON.stringify(data));
}

function describedAs(name: string, { isArchived = false }: ServedRepository): object {
  return { full_name: name, default_branch: 'main', archived: isArchived };
}

function removedBranch(folder: string, branch: string): Answer {
  if (!hasBranch(folder, branch)) return refused(422, 'Reference does not exist');
  git(folder, ['update-ref', '-d', `refs/heads/${branch}`]);
  return { status: 204, data: undefined };
}

function listed(pulls: readonly ServedPullRequest[], name: string, query: URLSearchParams): ServedPullRequest[] {
  const [owner] = name.split('/');
  const wanted = query.get('state') ?? 'open';
  return pulls
    .filter(({ state }) => wanted === 'all' || state === wanted)
    .filter(({ head }) => !query.has('head') || query.get('head') === `${owner}:${head.ref}`)
    .reverse();
}

function opened(
  pulls: ServedPullRequest[],
  name: string,
  { folder, hasDrafts = true }: ServedRepository,
  { title, body = '', head, base, draft = false }: Readonly<Record<string, unknown>>,
  next: () => number,
): Answer {
  const missing = [head, base].find((ref) => typeof ref !== 'string' || !hasBranch(folder, ref));
  if (missing !== undefined) return refused(422, 'Validation Failed', [{ resource: 'PullRequest', field: 'head' }]);
  const [from, into] = [String(head), String(base)];
  if (typeof title !== 'string' || title === '') return invalid("title can't be blank");
  if (String(body).length > MOST_BODY) return invalid('body is too long (maximum is 65536 characters)');
  if (git(folder, ['rev-list', `${into}..${from}`]) === '') return invalid(`No commits between ${into} and ${from}`);
  if (pulls.some((pull) => pull.state === 'open' && pull.head.ref === from))
    return invalid(`A pull request already exists for ${name.split('/')[0]}:${from}.`);
  if (draft === true && !hasDrafts) return refused(422, 'Draft pull requests are not supported in this repository.');
  const number = next();
  const html_url = `https://github.com/${name}/pull/${number}`;
  const pull: ServedPullRequest = {
    number,
    html_url,
    state: 'open',
    merged_at: null,
    title,
    body: stored(body),
    draft: draft === true,
    head: { ref: from },
    base: { ref: into },
  };
  pulls.push(pull);
  return { status: 201, data: pull };
}

function changed(pulls: ServedPullRequest[], number: number, change: Readonly<Record<string, unknown>>): Answer {
  const pull = pulls.find((one) => one.number === number);
  if (pull === undefined) return refused(404, 'Not Found');
  if (change['state'] === 'closed') pull.state = 'closed';
  if (typeof change['title'] === 'string') pull.title = change['title'];
  if (change['body'] !== undefined) pull.body = stored(change['body']);
  return { status: 200, data: pull };
}

/** GitHub stores Windows line ends. */
function stored(body: unknown): string {
  return String(body).replaceAll(/\r?\n/g, '\r\n');
}

function hasBranch(folder: string, branch: string): boolean {
  return git(folder, ['for-each-ref', `refs/heads/${branch}`]) !== '';
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
