import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tryBody } from '../src/request-body';

/** Sends the beginning of a request with a body of five bytes, and leaves if it is not all of them. */
async function bodyAfter(sent: string): Promise<string | undefined> {
  const server = createServer();
  const body = new Promise<Buffer | undefined>((resolve, reject) => {
    server.on('request', (request, response) => {
      void tryBody(request).then((bytes) => {
        response.end();
        resolve(bytes);
      }, reject);
      if (sent.length < 5) request.once('data', () => client.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\n${sent}`);
  const bytes = await body;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  return bytes?.toString('utf8');
}

test('a server gets the body of a request, and nothing from a client that leaves in the middle', async () => {
  expect(await bodyAfter('whole')).toBe('whole');
  expect(await bodyAfter('wh')).toBeUndefined();
});
