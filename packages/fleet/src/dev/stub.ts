import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { LocalAddress } from './variables';

/** A server that answers in place of an application. */
export interface Stub extends LocalAddress {
  readonly close: () => Promise<void>;
}

/**
 * Starts a stub on a free port. Over HTTP it answers every request with 200 and what it was asked, in JSON. Otherwise it accepts connections
 * and reads them.
 *
 * @param onRequest - Called with each request, such as `GET /users`.
 */
export async function startStub(
  name: string,
  answersHttp: boolean,
  onRequest: (request: string) => void,
): Promise<Stub> {
  const server: Server = answersHttp
    ? createHttpServer((request, response) => {
        const asked = { method: request.method ?? '', path: request.url ?? '' };
        onRequest(`${asked.method} ${asked.path}`);
        request.resume();
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(`${JSON.stringify({ stub: name, ...asked })}\n`);
      })
    : createServer((socket) => {
        onRequest('a connection');
        socket.on('error', () => undefined);
        socket.resume();
      });
  const open = new Set<{ destroy: () => void }>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
