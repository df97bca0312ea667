import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The catalog API of Backstage for Locations. It refuses what Backstage refuses, with its messages. */
export interface BackstageServer {
  readonly url: string;
  /** Targets by id. */
  readonly locations: Map<string, string>;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly data?: unknown;
}

const refused = (status: number, name: string, message: string): Answer => ({
  status,
  data: { error: { name, message }, response: { statusCode: status } },
});

/** Serves a catalog to the token `backstage_ofTheTests`. */
export async function backstageServer(): Promise<BackstageServer> {
  const locations = new Map<string, string>();
  const described = (id: string) => ({ id, type: 'url', target: locations.get(id) });
  let next = 1;
  const answer = (method: string, path: string, authorization: string | undefined, body: string): Answer => {
    if (authorization !== 'Bearer backstage_ofTheTests')
      return refused(401, 'AuthenticationError', 'Missing credentials');
    const [, id] = /^\/api\/catalog\/locations(?:\/([^/]+))?$/.exec(path) ?? [];
    if (!path.startsWith('/api/catalog/locations')) return refused(404, 'NotFoundError', `No handler for ${path}`);
    if (method === 'GET') return { status: 200, data: [...locations.keys()].map((one) => ({ data: described(one) })) };
    if (method === 'DELETE') {
      if (id === undefined || !locations.delete(id))
        return refused(404, 'NotFoundError', `Found no location with ID ${id}`);
      return { status: 204 };
    }
    const { type, target } = JSON.parse(body) as { type?: unknown; target?: unknown };
    if (type !== 'url' || typeof target !== 'string' || !URL.canParse(target))
      return refused(400, 'InputError', 'Malformed location');
    if ([...locations.values()].includes(target))
      return refused(409, 'ConflictError', `Location ${type}:${target} already exists`);
    const made = `00000000-0000-4000-8000-${String(next++).padStart(12, '0')}`;
    locations.set(made, target);
    return { status: 201, data: { location: described(made), entities: [] } };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url = '/', headers } = request;
      const { status, data } = answer(method, url, headers.authorization, Buffer.concat(chunks).toString('utf8'));
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(data === undefined ? undefined : JSON.stringify(data));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    locations,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
