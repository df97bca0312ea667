import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenpath } from '../command';
import { testFolder } from '../folders';
import { writtenFleet } from '../written-fleet';
import { buildImage, type Image } from './image';
import { type Postgres, startPostgres } from './postgres';
import type { RuntimeUnderTest } from './runtimes';
import { runInImage, startWorker, type WorkerProcess } from './service-process';
import { SQS_KEY, SQS_QUEUE, SQS_REGION, SqsServer } from './sqs-server';

type Variables = Readonly<Record<string, string>>;

const DESCRIPTION = "Its \"description\" has ${x}, {{name}}, \\ and ''' in it: <b>é</b>";

interface Kind {
  readonly kind: string;
  readonly name: string;
  readonly hasQueue?: boolean;
  readonly hasDatabase?: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  worker: { kind: 'stateless-app', name: 'worker' },
  'worker with a queue': { kind: 'stateless-app', name: 'messages', hasQueue: true },
  'worker with a database': { kind: 'backend-app-rds', name: 'records', hasDatabase: true },
  'worker with a queue and a database': { kind: 'backend-app-rds', name: 'both', hasQueue: true, hasDatabase: true },
};

/** Registers the tests of the workers of one runtime: each is generated, installed, built and run. */
export function describeWorkers(runtime: RuntimeUnderTest): void {
  let path: string;
  let fleet: string;

  beforeAll(async () => {
    path = await runtime.path();
    fleet = writtenFleet(Object.values(KINDS).map((kind) => spec(kind, runtime)));
  });

  /** Writes the repository of a worker, with a piece of work that its team made slow. */
  async function repositoryOf(kind: Kind): Promise<string> {
    const repository = join(testFolder(), 'repository');
    const { code, stderr } = await goldenpath(['scaffold', nameOf(kind, runtime), '--out', repository], { cwd: fleet });
    if (code !== 0) throw new Error(stderr);
    return repository;
  }

  describe.each(Object.entries(KINDS))(`a %s in ${runtime.name}`, (_title, kind) => {
    let repository: string;
    let image: Image;
    let postgres: Postgres | undefined;
    let needed: Variables;
    const sqs = new SqsServer();

    beforeAll(async () => {
      repository = await repositoryOf(kind);
      const edited = await repositoryOf(kind);
      runtime.addWait(edited);
      image = await buildImage(edited, testFolder(), path);
      postgres = kind.hasDatabase ? await startPostgres() : undefined;
      needed = {
        APP_ENV: 'dev',
        LOG_LEVEL: 'debug',
        ...(kind.hasQueue && { ...QUEUE_VARIABLES, AWS_ENDPOINT_URL_SQS: await sqs.start() }),
        ...postgres?.variables,
      };
      if (postgres !== undefined) await expectMigration(image, runtime, needed);
    });

    afterAll(async () => {
      if (kind.hasQueue) await sqs.close();
      await postgres?.stop();
    });

    const start = (more: Variables = {}) => startWorker(image, { ...needed, ...more });

    test('passes its own tests', async () => {
      const { code, stdout, stderr } = await runtime.ownTests(repository, path);
      expect(code === 0 ? '' : stdout + stderr).toBe('');
    });

    test('runs as a user that is not root', () => {
      expect(image.user).toBe('10001:10001');
    });

    test('ends with 1 and names each mistake where its configuration has some', async () => {
      const own = kind.hasQueue ? 'ORDERS_QUEUE_URL' : 'INTERVAL_SECONDS';
      const { code, lines } = await runInImage(image, image.command, { ...needed, LOG_LEVEL: 'loud', [own]: 'many' });
      expect(code).toBe(1);
      const problems = lines.flatMap((line) => (line['problems'] as string[] | undefined) ?? []);
      expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(['LOG_LEVEL', own].sort());
    });

    if (kind.hasQueue) describeMessages(sqs, start, kind, runtime);
    else describeWork(start, kind, runtime);
  });
}

type Start = (more?: Variables) => WorkerProcess;

function describeWork(start: Start, kind: Kind, runtime: RuntimeUnderTest): void {
  test('finishes the piece in hand at SIGTERM, begins no other, and ends with 0', async () => {
    const go = join(testFolder(), 'go');
    const worker = start({ GO: go, INTERVAL_SECONDS: '0' });
    await worker.logged(isIt('in hand'));
    await terminate(worker, runtime);
    writeFileSync(go, '');
    expect(await worker.ended).toBe(0);
    expect(messagesOf(worker)).toEqual(['started', 'in hand', 'the work is done', 'stopped']);
    expectLines(worker, nameOf(kind, runtime));
  });

  test('ends with 0 at SIGTERM while it pauses', async () => {
    const worker = start({ INTERVAL_SECONDS: '86400' });
    await worker.logged(isIt('the work is done'));
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });
}

function describeMessages(sqs: SqsServer, start: Start, kind: Kind, runtime: RuntimeUnderTest): void {
  afterEach(async () => {
    // The request of a worker that ended would still get a message.
    await until(() => sqs.waiting === 0);
    sqs.purge();
    // A worker asks Amazon SQS for nothing that it refuses.
    expect(sqs.refused.splice(0)).toEqual([]);
  });

  test('handles a message, deletes it, and ends with 0 at SIGTERM while it waits for the next', async () => {
    const worker = start();
    const id = sqs.send('hello ✓');
    expect(await worker.logged(isIt('the message is handled'))).toMatchObject({ message_id: id, receives: 1 });
    expect(sqs.deleted).toContain(id);
    await until(() => sqs.waiting > 0);
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(JSON.stringify(worker.lines)).not.toContain('hello');
    expectLines(worker, nameOf(kind, runtime));
  });

  test('leaves a message in the queue that it cannot handle, and gets it again', async () => {
    const worker = start();
    const id = sqs.send('broken');
    const isLeft = isIt('the message stays in the queue: it was not handled');
    const line = await worker.logged(isLeft);
    expect(line).toMatchObject({ level: 'error', message_id: id, receives: 1 });
    expect(line['error']).toContain('The message is broken.');
    expect(sqs.deleted).not.toContain(id);
    sqs.endVisibilityTimeouts();
    await worker.logged((each) => isLeft(each) && each['receives'] === 2);
    expect(sqs.deleted).not.toContain(id);
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
  });

  test('finishes the message in hand at SIGTERM, and takes no other', async () => {
    const go = join(testFolder(), 'go');
    const worker = start({ GO: go });
    const before = sqs.deliveries;
    const first = sqs.send('first');
    await worker.logged(isIt('in hand'));
    const second = sqs.send('second');
    await terminate(worker, runtime);
    writeFileSync(go, '');
    expect(await worker.ended).toBe(0);
    expect(sqs.deleted).toContain(first);
    expect(sqs.deleted).not.toContain(second);
    expect(sqs.deliveries).toBe(before + 1);
  });

  test('tries again where the queue does not answer', async () => {
    sqs.isAway = true;
    const worker = start();
    await worker.logged(isIt('the work failed'));
    sqs.isAway = false;
    const id = sqs.send('late');
    await worker.logged(isIt('the message is handled'));
    expect(sqs.deleted).toContain(id);
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(new Set(sqs.refused.splice(0))).toEqual(new Set(['InternalFailure: We encountered an internal error.']));
  });
}

const QUEUE_VARIABLES: Variables = {
  ORDERS_QUEUE_URL: SQS_QUEUE,
  AWS_REGION: SQS_REGION,
  AWS_ACCESS_KEY_ID: SQS_KEY,
  AWS_SECRET_ACCESS_KEY: 'not checked',
};

/** The first run applies the migrations, the second nothing. */
async function expectMigration(image: Image, { migrate }: RuntimeUnderTest, env: Variables): Promise<void> {
  for (const applied of [['0001_work.sql'], []]) {
    const { code, lines } = await runInImage(image, migrate, env);
    expect({ code, lines }).toEqual({ code: 0, lines: [expect.objectContaining({ message: 'migrated', applied })] });
  }
}

function isIt(message: string): (line: Readonly<Record<string, unknown>>) => boolean {
  return (line) => line['message'] === message;
}

/**
 * Asks a worker to end. One in Node.js reads the signal in its event loop, together with answers from the network, so this waits until it has
 * seen it. Python runs the handler before the next instruction.
 */
async function terminate(worker: WorkerProcess, { name }: RuntimeUnderTest): Promise<void> {
  worker.signal('SIGTERM');
  if (name === 'node') await worker.logged(isIt('shutting down'));
}

/** Node.js logs the signal as well: in Python, a handler of a signal must not write. */
function messagesOf({ lines }: WorkerProcess): unknown[] {
  return lines.map(({ message }) => message).filter((message) => message !== 'shutting down');
}

/** Each line is one object of JSON. */
function expectLines({ lines }: WorkerProcess, name: string): void {
  for (const line of lines)
    expect(line).toMatchObject({
      level: expect.stringMatching(/^(debug|info|warn|error)$/),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|\+00:00)$/),
      service: name,
    });
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

function nameOf({ name }: Kind, runtime: RuntimeUnderTest): string {
  return `${runtime.name}-${name}`;
}

function spec(kind: Kind, runtime: RuntimeUnderTest): Record<string, unknown> {
  return {
    kind: kind.kind,
    name: nameOf(kind, runtime),
    description: DESCRIPTION,
    owner: 'app-team',
    runtime: runtime.name,
    ports: [],
    ...(kind.hasQueue && { queues: { orders: {}, returns: {} } }),
    ...(kind.hasDatabase && {
      database: { name: `${runtime.name}_${kind.name}`, username: `${runtime.name}_${kind.name}` },
    }),
  };
}
