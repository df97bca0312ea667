import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, readConfig } from '../src/config';
import { run } from '../src/job';
import { createLog } from '../src/logger';

test('does its work and says so in one line of JSON', async () => {
  const lines: string[] = [];
  const config = readConfig({ APP_ENV: 'test' });
  await run(config, createLog('info', (line) => void lines.push(line)), new AbortController().signal);
  const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    logged.map(({ level, service, environment }) => ({ level, service, environment })),
    [{ level: 'info', service: '{{name}}', environment: 'test' }],
  );
});

test('does not start when it must end', async () => {
  const config = readConfig({});
  await assert.rejects(run(config, createLog('error'), AbortSignal.abort(new Error('ended'))), /ended/);
});

test('names the mistakes of the configuration and no values', () => {
  assert.throws(
    () => readConfig({ LOG_LEVEL: 'hunter2' }),
    (error) => error instanceof ConfigurationError && error.message.includes('LOG_LEVEL') && !error.message.includes('hunter2'),
  );
});
