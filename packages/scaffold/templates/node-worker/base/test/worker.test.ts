import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, readConfig } from '../src/config';
// #if database
import type { Database } from '../src/database';
// #end
import { createLog, type Log } from '../src/logger';
import { repeat } from '../src/loop';
// #if queue
import { handleNext, type Message, type Queue } from '../src/queue';
import { type Context, handle } from '../src/worker';
// #else
import { type Context, work } from '../src/worker';
// #end

/** What has no default. */
const ENVIRONMENT: Record<string, string> = {
  APP_ENV: 'test',
  // #if queue
  {{queueVariable}}: 'https://sqs.eu-west-2.amazonaws.com/123456789012/work',
  AWS_REGION: 'eu-west-2',
  // #end
  // #if database
  DB_HOST: 'db',
  DB_NAME: 'app',
  DB_USER: 'app',
  DB_PASS: 'secret',
  // #end
};

function lines(): { readonly log: Log; readonly logged: Record<string, unknown>[] } {
  const logged: Record<string, unknown>[] = [];
  return { log: createLog('info', (line) => void logged.push(JSON.parse(line) as Record<string, unknown>)), logged };
}
// #if database

/** Keeps the statements. */
const statements: string[] = [];
const database: Database = {
  query: (sql) => {
    statements.push(sql);
    return Promise.resolve([{ count: 0 }]);
  },
  close: () => Promise.resolve(),
};
// #end

function contextWith(log: Log): Context {
  return {
    config: readConfig(ENVIRONMENT),
    log,
    // #if database
    database,
    // #end
  };
}
// #if queue

const MESSAGE: Message = { id: 'one', body: 'hello', attributes: {}, receives: 1 };

/** A queue with one message. */
function queueWith(message: Message): { readonly queue: Queue; readonly deleted: string[] } {
  const deleted: string[] = [];
  const remove = () => Promise.resolve(void deleted.push(message.id));
  return { queue: { receive: () => Promise.resolve({ message, delete: remove }), close: () => undefined }, deleted };
}

test('handles a message, says so in JSON and deletes it', async () => {
  const { log, logged } = lines();
  const { queue, deleted } = queueWith(MESSAGE);
  await handleNext(queue, (message) => handle(message, contextWith(log)), log, new AbortController().signal);
  assert.deepEqual(deleted, ['one']);
  assert.ok(logged.every((line) => line['service'] === '{{name}}' && line['message_id'] === 'one'));
  // #if database
  assert.match(statements.at(-1) ?? '', /^INSERT INTO work/);
  // #end
});

test('leaves a message in the queue that it cannot handle', async () => {
  const { log, logged } = lines();
  const { queue, deleted } = queueWith(MESSAGE);
  await handleNext(queue, () => Promise.reject(new Error('no connection')), log, new AbortController().signal);
  assert.deepEqual(deleted, []);
  assert.match(String(logged.at(-1)?.['error']), /no connection/);
});
// #else

test('does its work and says so in JSON', async () => {
  const { log, logged } = lines();
  await work(contextWith(log));
  assert.deepEqual(
    logged.map(({ level, service }) => ({ level, service })),
    [{ level: 'info', service: '{{name}}' }],
  );
});
// #end

test('finishes the piece in hand and begins no other after the signal', async () => {
  const stop = new AbortController();
  const done: string[] = [];
  const piece = async (): Promise<void> => {
    stop.abort();
    await Promise.resolve();
    done.push('piece');
  };
  await repeat(piece, lines().log, stop.signal);
  assert.deepEqual(done, ['piece']);
});

test('pauses longer from failure to failure, and ends after ten in a row', async () => {
  const { log, logged } = lines();
  const pauses: number[] = [];
  const wait = (milliseconds: number) => Promise.resolve(void pauses.push(milliseconds));
  const piece = () => Promise.reject(new Error('no connection'));
  await assert.rejects(repeat(piece, log, new AbortController().signal, wait), /no connection/);
  assert.deepEqual(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
  assert.equal(logged.length, 9);
});

test('names every mistake of the configuration and no values', () => {
  const wrong: Record<string, string> = {
    LOG_LEVEL: 'hunter2',
    // #if queue
    {{queueVariable}}: 'hunter2',
    // #else
    INTERVAL_SECONDS: 'hunter2',
    // #end
    // #if database
    DB_PORT: 'hunter2',
    // #end
  };
  assert.throws(
    () => readConfig({ ...ENVIRONMENT, ...wrong }),
    (error) =>
      error instanceof ConfigurationError &&
      !error.message.includes('hunter2') &&
      Object.keys(wrong).every((name) => error.message.includes(name)),
  );
});
