import assert from 'node:assert/strict';
// #if storage
import { mkdtemp, rm } from 'node:fs/promises';
// #end
import type { AddressInfo } from 'node:net';
// #if storage
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// #end
import { after, before, test } from 'node:test';
import type { Server } from 'node:http';
import { createApp } from '../src/app';
import { ConfigurationError, readConfig } from '../src/config';
// #if database
import type { Database, Row } from '../src/database';
// #end
import { logger } from '../src/logger';
// #if storage
import { openStore } from '../src/store';
// #end

logger.silent = true;

let server: Server;
let address: string;
// #if database
let isAway = false;
const items: Row[] = [];
const database: Database = {
  query: (sql, values = []) => {
    if (!sql.startsWith('INSERT')) return Promise.resolve(items);
    items.push({ id: '1', name: values[0] });
    return Promise.resolve(items.slice(-1));
  },
  unready: () => Promise.resolve(isAway ? 'database' : undefined),
  close: () => Promise.resolve(),
};
// #end
// #if storage
let folder: string;
// #end
/** What has no default. */
const ENVIRONMENT: Record<string, string> = {
  // #if database
  DB_HOST: 'db',
  DB_NAME: 'app',
  DB_USER: 'app',
  DB_PASS: 'secret',
  // #end
};

before(async () => {
  // #if storage
  folder = await mkdtemp(join(tmpdir(), 'store-'));
  ENVIRONMENT['DATA_DIR'] = folder;
  // #end
  const app = createApp(readConfig(ENVIRONMENT), {
    // #if database
    database,
    // #end
    // #if storage
    store: await openStore(folder),
    // #end
  });
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => resolve());
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(async () => {
  await new Promise((resolve) => server.close(resolve));
  // #if storage
  await rm(folder, { recursive: true });
  // #end
});

test('says which service it is', async () => {
  const response = await fetch(address);
  assert.equal(response.status, 200);
  assert.equal(((await response.json()) as { service: string }).service, '{{name}}');
});

test('is alive and ready', async () => {
  assert.equal((await fetch(`${address}/health`)).status, 200);
  assert.equal((await fetch(`${address}/ready`)).status, 200);
});

test('counts requests by their route', async () => {
  await fetch(`${address}/no/such/path`);
  const metrics = await (await fetch(`${address}/metrics`)).text();
  assert.match(metrics, /^http_requests_total\{method="GET",route="unmatched",status="404"\} 1$/m);
  assert.match(metrics, /^http_request_duration_seconds_bucket\{/m);
  assert.match(metrics, /^process_cpu_seconds_total /m);
});
// #if database

test('is not ready while the database is away', async () => {
  isAway = true;
  const response = await fetch(`${address}/ready`);
  isAway = false;
  assert.equal(response.status, 503);
});

test('adds an item and lists it', async () => {
  const headers = { 'content-type': 'application/json' };
  const added = await fetch(`${address}/items`, { method: 'POST', headers, body: JSON.stringify({ name: 'first' }) });
  assert.equal(added.status, 201);
  const { items: found } = (await (await fetch(`${address}/items`)).json()) as { items: Row[] };
  assert.deepEqual(
    found.map(({ name }) => name),
    ['first'],
  );
});

test('refuses an item without a name', async () => {
  const headers = { 'content-type': 'application/json' };
  assert.equal((await fetch(`${address}/items`, { method: 'POST', headers, body: '{}' })).status, 400);
  assert.equal((await fetch(`${address}/items`, { method: 'POST', headers, body: '{' })).status, 400);
});

test('never shows a password in an error about the configuration', () => {
  assert.throws(
    () => readConfig({ ...ENVIRONMENT, DB_PORT: 'x', DB_PASS: 'hunter2' }),
    (error) => error instanceof ConfigurationError && !error.message.includes('hunter2'),
  );
});
// #end
// #if storage

test('keeps a file', async () => {
  const file = `${address}/files/..%2Fgreeting`;
  assert.equal((await fetch(file)).status, 404);
  assert.equal((await fetch(file, { method: 'PUT', body: 'hello' })).status, 204);
  assert.equal(await (await fetch(file)).text(), 'hello');
});
// #end

test('takes a log level in any case', () => {
  assert.throws(
    () => readConfig({ PORT: 'many', LOG_LEVEL: 'INFO' }),
    (error) => error instanceof ConfigurationError && !error.message.includes('LOG_LEVEL'),
  );
});

test('names every mistake of the configuration', () => {
  const wrong = { PORT: 'many', LOG_LEVEL: 'loud', OTEL_EXPORTER_OTLP_ENDPOINT: 'nowhere' };
  assert.throws(
    () => readConfig(wrong),
    (error) => error instanceof ConfigurationError && Object.keys(wrong).every((name) => error.message.includes(name)),
  );
});
