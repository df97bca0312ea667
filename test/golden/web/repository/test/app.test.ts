import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Server } from 'node:http';
import { createApp } from '../src/app';
import { ConfigurationError, readConfig } from '../src/config';
import { logger } from '../src/logger';

logger.silent = true;

let server: Server;
let address: string;
/** What has no default. */
const ENVIRONMENT: Record<string, string> = {
};

before(async () => {
  const app = createApp(readConfig(ENVIRONMENT), {
  });
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => resolve());
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(async () => {
  await new Promise((resolve) => server.close(resolve));
});

test('says which service it is', async () => {
  const response = await fetch(address);
  assert.equal(response.status, 200);
  assert.equal(((await response.json()) as { service: string }).service, 'web');
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
