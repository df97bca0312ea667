import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A pull request of the server. */
export interface ServedPull {
  readonly number: number;
  readonly head: string;
  base: string;
  title: string;
  body: string;
  /** The commit and the time of the merge. */
  merged?: { readonly sha: string; readonly at: string };
}

/** An open issue with the label `drift`. */
export interface ServedIssue {
  readonly title: string;
  readonly body: string;
  readonly html_url: string;
}

/** A request that started a workflow. */
export interface Dispatch {
  readonly workflow: string;
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A refusal in place of the next answers to a request. */
export interface Refusal {
  /** Method and path, such as `POST /repos/acme/platform/pulls`. */
  readonly request: RegExp;
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The part of GitHub that the scaffolder and the URL reader use, on bare Git repositories. It speaks HTTP on this machine. */
export interface GithubServer {
  /** `127.0.0.1:4711`, the host of the integration. */
  readonly host: string;
  readonly url: string;
  readonly token: string;
  readonly pulls: ServedPull[];
  readonly issues: ServedIssue[];
  readonly dispatches: Dispatch[];
  readonly topics: Map<string, readonly string[]>;
  /** Answered in order, each once. */
  readonly refusals: Refusal[];
  /** Adds a repository whose branch `main` has the files of a folder. */
  readonly add: (name: string, folder: string) => void;
  /** Merges the pull request with this number: its branch is then the branch that it was for. */
  readonly merge: (name: string, number: number) => void;
  /** The bare repository on disk. */
  readonly folderOf: (name: string) => string;
  /** Runs Git in a bare repository. */
  readonly git: (name: string, ...args: readonly string[]) => string;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly data?: unknown;
  /** The answer where the request accepts the raw file. */
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}
type Body = Readonly<Record<string, unknown>>;
type Route = (match: readonly string[], body: Body, query: URLSearchParams) => Answer;

const TOKEN = 'ghs_ofTheTests';
const IDENTITY = {
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export async function githubServer(port = 0): Promise<GithubServer> {
  const root = mkdtempSync(path.join(tmpdir(), 'github-'));
  const folderOf = (name: string) => path.join(root, `${name}.git`);
  const run = (args: readonly string[], input?: string | Buffer, env: object = {}) =>
    execFileSync('git', args, {
      input,
      env: { PATH: process.env.PATH, ...IDENTITY, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
    });
  const git = (name: string, ...args: readonly string[]) =>
    run(['-C', folderOf(name), ...args])
      .toString('utf8')
      .trim();
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const pulls: ServedPull[] = [];
  const issues: ServedIssue[] = [];
  const dispatches: Dispatch[] = [];
  const topics = new Map<string, readonly string[]>();
  const refusals: Refusal[] = [];
  const known = new Set<string>();

  const create = (name: string) => {
    mkdirSync(path.dirname(folderOf(name)), { recursive: true });
    run(['init', '--quiet', '--bare', '--initial-branch=main', folderOf(name)]);
    run(['-C', folderOf(name), 'config', 'http.receivepack', 'true']);
    known.add(name);
  };
  const add = (name: string, folder: string) => {
    create(name);
    const at = ['--git-dir', folderOf(name), '--work-tree', folder];
    run([...at, 'add', '--all', '--force', '.']);
    run([...at, 'commit', '--quiet', '--message', 'Start']);
  };
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
  const shaOf = (name: string, ref: string) =>
    tryGit(() => git(name, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`));
  const described = ({ number, head, base, title, body, merged }: ServedPull, name: string) => ({
    number,
    title,
    body,
    state: merged === undefined ? 'open' : 'closed',
    merged_at: merged?.at ?? null,
    html_url: `${url}/${name}/pull/${number}`,
    head: { ref: head },
    base: { ref: base },
  });

  const routes: readonly (readonly [request: RegExp, route: Route])[] = [
    [/^GET \/users\/([^/]+)$/, ([, login]) => ({ status: 200, data: { login, type: 'Organization' } })],
    [
      /^POST \/orgs\/([^/]+)\/repos$/,
      ([, owner], { name }) => {
        const full = `${owner}/${String(name)}`;
        if (known.has(full)) return refused(422, 'Repository creation failed.: name already exists on this account');
        create(full);
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
      /^GET \/repos\/([^/]+\/[^/]+)\/commits\/(\w+)\/pulls$/,
      ([, name = '', sha]) => {
        const data = pulls.filter(({ merged }) => merged?.sha === sha).map((pull) => described(pull, name));
        return { status: 200, data };
      },
    ],
    [
      /^GET \/repos\/[^/]+\/[^/]+\/issues$/,
      (_match, _body, query) => ({ status: 200, data: query.get('labels') === 'drift' ? issues : [] }),
    ],
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/commits(?:\/(.+?))?(?:\/status)?$/,
      ([, name = '', ref], _body, query) => {
        const tip = shaOf(name, ref ?? query.get('sha') ?? 'main');
        if (tip === undefined) return refused(404, 'Not Found');
        const file = query.get('path');
        const sha = file === null ? tip : git(name, 'log', '-1', '--format=%H', tip, '--', file);
        if (sha === '') return { status: 200, data: [] };
        const commit = {
          sha,
          repository: repository(name),
          commit: { tree: { sha: git(name, 'rev-parse', `${sha}^{tree}`) } },
        };
        return { status: 200, data: ref === undefined ? [commit] : commit };
      },
    ],
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/branches\/(.+)$/,
      ([, name = '', branch = '']) => {
        const sha = shaOf(name, branch);
        return sha === undefined
          ? refused(404, 'Branch not found')
          : { status: 200, data: { name: branch, commit: { sha } } };
      },
    ],
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/git\/trees\/(.+)$/,
      ([, name = '', ref = '']) => {
        const lines = git(name, 'ls-tree', '-r', ref).split('\n').filter(Boolean);
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
          content: run(['-C', folderOf(name), 'cat-file', 'blob', sha]).toString('base64'),
        },
      }),
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/git\/blobs$/,
      ([, name = ''], { content, encoding }) => {
        const bytes = Buffer.from(String(content), encoding === 'base64' ? 'base64' : 'utf8');
        return { status: 201, data: { sha: text(run(['-C', folderOf(name), 'hash-object', '-w', '--stdin'], bytes)) } };
      },
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/git\/trees$/,
      ([, name = ''], { base_tree: base, tree }) => {
        const index = { GIT_INDEX_FILE: path.join(root, `index-${Math.random()}`) };
        const at = ['-C', folderOf(name)];
        run([...at, 'read-tree', String(base)], undefined, index);
        for (const { path: file, mode, sha } of tree as { path: string; mode: string; sha: string }[])
          run([...at, 'update-index', '--add', '--cacheinfo', `${mode},${sha},${file}`], undefined, index);
        return { status: 201, data: { sha: text(run([...at, 'write-tree'], undefined, index)) } };
      },
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/git\/commits$/,
      ([, name = ''], { message, tree, parents }) => {
        const of = (parents as string[]).flatMap((parent) => ['-p', parent]);
        const made = run(['-C', folderOf(name), 'commit-tree', String(tree), ...of, '-m', String(message)]);
        return { status: 201, data: { sha: text(made) } };
      },
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/git\/refs$/,
      ([, name = ''], { ref, sha }) => {
        if (shaOf(name, String(ref)) !== undefined) return refused(422, 'Reference already exists');
        git(name, 'update-ref', String(ref), String(sha));
        return { status: 201, data: { ref } };
      },
    ],
    [
      /^PATCH \/repos\/([^/]+\/[^/]+)\/git\/refs\/(.+)$/,
      ([, name = '', ref = ''], { sha }) => {
        git(name, 'update-ref', `refs/${ref}`, String(sha));
        return { status: 200, data: { ref: `refs/${ref}` } };
      },
    ],
    [
      /^POST \/graphql$/,
      (_match, { variables }) => {
        const { owner, repo, head } = variables as { owner: string; repo: string; head: string };
        const pull = pulls.find((one) => one.head === head);
        const page = `${url}/${owner}/${repo}/pull/${pull?.number}`;
        const edges = pull === undefined ? [] : [{ node: { id: 'PR', number: pull.number, url: page } }];
        const exists = shaOf(`${owner}/${repo}`, `refs/heads/${head}`) !== undefined;
        return {
          status: 200,
          data: { data: { repository: { ref: exists ? { associatedPullRequests: { edges } } : null } } },
        };
      },
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/pulls$/,
      ([, name = ''], { head, base, title, body }) => {
        const branch = String(head).replace(/^[^:]+:/, '');
        if (pulls.some((one) => one.head === branch))
          return refused(422, `A pull request already exists for ${String(head)}.`);
        const pull = {
          number: pulls.length + 1,
          head: branch,
          base: String(base),
          title: String(title),
          body: String(body),
        };
        pulls.push(pull);
        return { status: 201, data: described(pull, name) };
      },
    ],
    [
      /^PATCH \/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)$/,
      ([, name = '', number], { title, body }) => {
        const pull = pulls.find((one) => String(one.number) === number);
        if (pull === undefined) return refused(404, 'Not Found');
        Object.assign(pull, { title, body });
        return { status: 200, data: described(pull, name) };
      },
    ],
    [
      /^POST \/repos\/[^/]+\/[^/]+\/actions\/workflows\/([^/]+)\/dispatches$/,
      ([, workflow = ''], { ref, inputs }) => {
        dispatches.push({ workflow, ref: String(ref), inputs: inputs as Dispatch['inputs'] });
        return { status: 204 };
      },
    ],
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/contents\/(.+)$/,
      ([, name = '', file = ''], _body, query) => {
        const at = `${query.get('ref') ?? 'main'}:${file}`;
        const sha = tryGit(() => git(name, 'rev-parse', '--verify', '--quiet', at));
        if (sha === undefined) return refused(404, 'Not Found');
        const raw = run(['-C', folderOf(name), 'cat-file', 'blob', sha]);
        return { status: 200, data: { type: 'file', encoding: 'base64', content: raw.toString('base64'), sha }, raw };
      },
    ],
    [
      /^PUT \/repos\/([^/]+\/[^/]+)\/contents\/(.+)$/,
      ([, name = '', file = ''], { content, message, branch }) => {
        const index = { GIT_INDEX_FILE: path.join(root, `index-${Math.random()}`) };
        const at = ['-C', folderOf(name)];
        const parent = shaOf(name, `refs/heads/${String(branch)}`);
        if (parent !== undefined) run([...at, 'read-tree', parent], undefined, index);
        const blob = text(run([...at, 'hash-object', '-w', '--stdin'], Buffer.from(String(content), 'base64')));
        run([...at, 'update-index', '--add', '--cacheinfo', `100644,${blob},${file}`], undefined, index);
        const tree = text(run([...at, 'write-tree'], undefined, index));
        const of = parent === undefined ? [] : ['-p', parent];
        const commit = text(run([...at, 'commit-tree', tree, ...of, '-m', String(message)]));
        git(name, 'update-ref', `refs/heads/${String(branch)}`, commit);
        return { status: 201, data: { content: { sha: blob } } };
      },
    ],
  ];

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const decoded = decodeURIComponent(pathname);
    const [, gitName] = /^\/([^/]+\/[^/]+)\.git\//.exec(decoded) ?? [];
    if (gitName !== undefined) return smartHttp(request, response, root, pathname, searchParams);
    const body = await bodyOf(request);
    const asked = `${request.method} ${decoded}`;
    const [, tarball, ref = ''] = /^GET \/repos\/([^/]+\/[^/]+)\/tarball\/(.+)$/.exec(asked) ?? [];
    const answer = answerTo(request, asked, body, searchParams);
    if (tarball !== undefined && answer.status === 200) {
      const name = `--prefix=${tarball.replace('/', '-')}-${ref.slice(0, 7)}/`;
      response.writeHead(200, { 'content-type': 'application/x-gzip' });
      response.end(run(['-C', folderOf(tarball), 'archive', '--format=tar.gz', name, ref]));
      return;
    }
    if (answer.raw !== undefined && /\.raw\b/.test(request.headers.accept ?? '')) {
      response.writeHead(200, { 'content-type': 'application/vnd.github.v3.raw' }).end(answer.raw);
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
    response.end(answer.data === undefined ? undefined : JSON.stringify(answer.data));
  }

  function answerTo(request: IncomingMessage, asked: string, body: Body, query: URLSearchParams): Answer {
    const authorization = request.headers.authorization ?? '';
    if (!new RegExp(`^(Bearer|token) ${TOKEN}$`, 'i').test(authorization)) return refused(401, 'Bad credentials');
    const at = refusals.findIndex((refusal) => refusal.request.test(asked));
    const [refusal] = at < 0 ? [] : refusals.splice(at, 1);
    if (refusal !== undefined) return { ...refused(refusal.status, refusal.message), headers: refusal.headers ?? {} };
    const [, name] = /^\w+ \/repos\/([^/]+\/[^/]+)/.exec(asked) ?? [];
    if (name !== undefined && !known.has(name)) return refused(404, 'Not Found');
    if (/^GET \/repos\/[^/]+\/[^/]+\/tarball\//.test(asked)) return { status: 200 };
    for (const [pattern, route] of routes) {
      const match = pattern.exec(asked);
      if (match !== null) return route(match, body, query);
    }
    return refused(404, `The server of the tests does not know ${asked}`);
  }

  return {
    host,
    url,
    token: TOKEN,
    pulls,
    issues,
    dispatches,
    topics,
    refusals,
    add,
    merge: (name, number) => {
      const pull = pulls.find((one) => one.number === number);
      if (pull === undefined) throw new Error(`There is no pull request #${number}.`);
      const sha = git(name, 'rev-parse', pull.head);
      git(name, 'update-ref', `refs/heads/${pull.base}`, sha);
      pull.merged = { sha, at: '2026-01-02T03:04:05Z' };
    },
    folderOf,
    git,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Serves fetches and pushes, as GitHub does, with Git's own program. */
function smartHttp(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  pathname: string,
  query: URLSearchParams,
): void {
  const [, , credentials = ''] = /^(Basic) (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (!Buffer.from(credentials, 'base64').toString('utf8').endsWith(`:${TOKEN}`)) {
    response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
    return;
  }
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'test',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: query.toString(),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const whole = Buffer.concat(chunks);
    const end = whole.indexOf('\r\n\r\n');
    const headers = Object.fromEntries(
      whole
        .subarray(0, end)
        .toString('utf8')
        .split('\r\n')
        .map((line) => line.split(/: (.*)/s, 2)),
    ) as Record<string, string>;
    const { Status: status = '200', ...others } = headers;
    response.writeHead(Number.parseInt(status, 10), others).end(whole.subarray(end + 4));
  });
  request.pipe(child.stdin);
}

function refused(status: number, message: string): Answer {
  return { status, data: { message, documentation_url: 'https://docs.github.com/rest' } };
}

function text(output: Buffer): string {
  return output.toString('utf8').trim();
}

function tryGit(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const whole = Buffer.concat(chunks).toString('utf8');
  return whole === '' ? {} : (JSON.parse(whole) as Body);
}
