import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tryBody } from '@goldenpath/testing/request-body';

/** The part of GitHub's REST API for one repository and its files. It refuses what GitHub refuses, with its messages. */
export interface ContentsServer {
  readonly url: string;
  /** Texts by path, on the default branch. */
  readonly files: Map<string, string>;
  /** Requests that changed something. */
  readonly changes: string[];
  /** Replaces the answers of the next requests that change something. */
  readonly next: Answer[];
  /** @default false */
  isArchived: boolean;
  readonly close: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Called when the answer is sent. */
  readonly meanwhile?: () => void;
}

interface Sent {
  readonly status: number;
  readonly data: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export const TOKEN = 'ghs_ofTheTests';

/** Serves the repository `acme/shop` with the default branch `trunk`. */
export async function contentsServer(): Promise<ContentsServer> {
  const server = createServer((request, response) => {
    void tryBody(request).then((bytes) => {
      if (bytes === undefined) return;
      const body = fieldsOf(bytes.toString('utf8'));
      const { status, data, headers } = answer(request, body);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(data));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const served: ContentsServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files: new Map(),
    changes: [],
    next: [],
    isArchived: false,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  function answer(request: IncomingMessage, body: Readonly<Record<string, unknown>>): Sent {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return refused({ status: 401, message: 'Bad credentials' });
    if (!pathname.startsWith('/repos/acme/shop')) return refused({ status: 404, message: 'Not Found' });
    if (pathname === '/repos/acme/shop')
      return {
        status: 200,
        data: { default_branch: 'trunk', archived: served.isArchived, html_url: 'https://github.com/acme/shop' },
      };
    const file = decodeURIComponent(pathname.replace('/repos/acme/shop/contents/', ''));
    const found = served.files.get(file);
    if (request.method === 'GET')
      return found === undefined
        ? refused({ status: 404, message: served.files.size === 0 ? 'This repository is empty.' : 'Not Found' })
        : { status: 200, data: { content: Buffer.from(found).toString('base64'), sha: sha(found) } };
    const replaced = served.next.shift();
    replaced?.meanwhile?.();
    if (replaced !== undefined) return refused(replaced);
    if ((found === undefined ? undefined : sha(found)) !== body['sha'])
      return refused({ status: 409, message: `${file} does not match ${String(body['sha'])}` });
    served.changes.push(`${request.method} ${file} on ${String(body['branch'])}: ${String(body['message'])}`);
    served.files.set(file, Buffer.from(String(body['content']), 'base64').toString('utf8'));
    return { status: found === undefined ? 201 : 200, data: {} };
  }
  return served;
}

function refused({ status, message, headers = {} }: Answer): Sent {
  return { status, data: { message, documentation_url: 'https://docs.github.com/rest' }, headers };
}

function sha(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function fieldsOf(text: string): Record<string, unknown> {
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
