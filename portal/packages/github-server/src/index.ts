import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { refused, TOKEN } from './answers';
import { gitRoutes } from './git-routes';
import { pullRoutes } from './pull-routes';
import { Repositories } from './repositories';
import { repositoryRoutes } from './repository-routes';
import { smartHttp } from './smart-http';
import type { Answer, Body, Dispatch, GithubServer, Refusal, Routes, ServedIssue, ServedPull } from './types';

export type { Dispatch, GithubServer, Refusal, ServedIssue, ServedPull } from './types';

export async function githubServer(port = 0): Promise<GithubServer> {
  const root = mkdtempSync(path.join(tmpdir(), 'github-'));
  const repositories = new Repositories(root);
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const pulls: ServedPull[] = [];
  const issues: ServedIssue[] = [];
  const dispatches: Dispatch[] = [];
  const topics = new Map<string, readonly string[]>();
  const refusals: Refusal[] = [];
  const routes: Routes = [
    ...pullRoutes(repositories, { url, pulls, issues, dispatches }),
    ...gitRoutes(repositories, url),
    ...repositoryRoutes(repositories, { url, topics }),
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
      response.end(repositories.bytes(tarball, ['archive', '--format=tar.gz', name, ref]));
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
    if (name !== undefined && !repositories.has(name)) return refused(404, 'Not Found');
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
    add: (name, folder) => repositories.add(name, folder),
    merge: (name, number) => {
      const pull = pulls.find((one) => one.number === number);
      if (pull === undefined) throw new Error(`There is no pull request #${number}.`);
      const sha = repositories.git(name, 'rev-parse', pull.head);
      repositories.git(name, 'update-ref', `refs/heads/${pull.base}`, sha);
      pull.merged = { sha, at: '2026-01-02T03:04:05Z' };
    },
    folderOf: (name) => repositories.folderOf(name),
    git: (name, ...args) => repositories.git(name, ...args),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const whole = Buffer.concat(chunks).toString('utf8');
  return whole === '' ? {} : (JSON.parse(whole) as Body);
}
