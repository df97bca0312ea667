import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenpath } from '../command';
import { testFolder } from '../folders';
import { writtenFleet } from '../written-fleet';
import { buildImage, type Image } from './image';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { type Postgres, startPostgres } from './postgres';
import type { RuntimeUnderTest } from './runtimes';
import { runInImage, type ServiceProcess, startService } from './service-process';

/** Time limits that no machine exceeds: a test must not fail because it is slow. */
const PATIENCE = { REQUEST_TIMEOUT_SECONDS: '280', SHUTDOWN_TIMEOUT_SECONDS: '280' };

type Variables = Readonly<Record<string, string>>;

const DESCRIPTION = "Its \"description\" has ${x}, {{name}}, \\ and ''' in it: <b>é</b>";

/** Registers the tests of the services of one runtime, one for each kind: each generated service is installed, built and run. */
export function describeServices(runtime: RuntimeUnderTest): void {
  let path: string;
  let fleet: string;
  let receiver: OtlpReceiver;

  beforeAll(async () => {
    path = await runtime.path();
    fleet = writtenFleet(Object.values(KINDS).map((kind) => spec(kind, runtime)));
    receiver = await startOtlpReceiver();
  });

  afterAll(() => receiver.close());

  /** Writes the repository of a kind, with a slow route that its team added. */
  async function repositoryOf(kind: Kind): Promise<string> {
    const repository = join(testFolder(), 'repository');
    const { code, stderr } = await goldenpath(['scaffold', nameOf(kind, runtime), '--out', repository], { cwd: fleet });
    if (code !== 0) throw new Error(stderr);
    runtime.addSlowRoute(repository);
    return repository;
  }

  describe.each(Object.entries(KINDS))(`a %s in ${runtime.name}`, (_title, kind) => {
    let repository: string;
    let image: Image;
    let server: Postgres | undefined;
    let needed: Variables;

    beforeAll(async () => {
      repository = await repositoryOf(kind);
      image = await buildImage(repository, testFolder(), path);
      server = kind.hasDatabase ? await startPostgres() : undefined;
      needed = { APP_ENV: 'dev', LOG_LEVEL: 'debug', DATA_DIR: join(testFolder(), 'data'), ...server?.variables };
      if (server !== undefined) await expectMigrations(image, runtime, needed);
    });

    afterAll(() => server?.stop());

    const start = (more: Variables = {}) => startService(image, { ...needed, ...more });

    test('passes its own tests', async () => {
      const { code, stdout, stderr } = await runtime.ownTests(repository, path);
      expect(code === 0 ? '' : stdout + stderr).toBe('');
    });

    test('runs as a user that is not root', () => {
      expect(image.user).toBe('10001:10001');
    });

    test('answers, counts, logs, and exports the trace that its log line names', async () => {
      const name = nameOf(kind, runtime);
      const service = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint });
      expect(await getJson(`${service.address}/`)).toEqual({
        service: name,
        description: DESCRIPTION,
        environment: 'dev',
      });
      expect(await statusOf(`${service.address}/health`)).toBe(200);
      await untilReady(service);
      expect(await statusOf(`${service.address}/nothing`)).toBe(404);
      await expectMetrics(service);
      const line = await service.logged(({ message }) => message === 'greeting');
      expect(line).toEqual({
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|\+00:00)$/),
        message: 'greeting',
        service: name,
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      });
      expect(await stop(service)).toBe(0);
      // The remaining spans are sent before the process ends.
      const traces = receiver.spans.filter(({ traceId }) => traceId === line['trace_id']);
      expect(traces.map(({ service: of }) => of)).toContain(name);
      expect(traces.map(({ spanId }) => spanId)).toContain(line['span_id']);
      expect(receiver.spans.filter((span) => /health|ready|metrics/.test(span.name))).toEqual([]);
      expect(service.lines.filter((each) => 'text' in each)).toEqual([]);
    });

    test('answers the request that is running at SIGTERM, takes no more, and ends with 0', async () => {
      const go = join(testFolder(), 'go');
      const service = await start({ GO: go, ...PATIENCE });
      const slow = getJson(`${service.address}/slow`);
      await service.logged(({ message }) => message === 'slow');
      service.signal('SIGTERM');
      await service.logged(({ message }) => runtime.shuttingDown.test(String(message)));
      await expectRefused(service);
      writeFileSync(go, '');
      expect(await slow).toEqual({ slow: true });
      expect(await service.ended).toBe(0);
    });

    test('answers 503 when a request takes too long', async () => {
      const service = await start({ REQUEST_TIMEOUT_SECONDS: '1' });
      expect(await statusOf(`${service.address}/slow`)).toBe(503);
      await service.logged(({ level, message }) => level === 'error' && message === 'request timed out');
      service.signal('SIGKILL');
      await service.ended;
    });

    test('ends with 1 and names each mistake where its configuration has some', async () => {
      const wrong = { ...needed, PORT: 'many', LOG_LEVEL: 'loud', REQUEST_TIMEOUT_SECONDS: '0' };
      const { code, lines } = await runInImage(image, image.command, wrong);
      expect(code).toBe(1);
      const problems = lines.flatMap((line) => (line['problems'] as string[] | undefined) ?? []);
      expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual([
        'LOG_LEVEL',
        'PORT',
        'REQUEST_TIMEOUT_SECONDS',
      ]);
    });

    if (kind.hasStorage)
      test('keeps a file when the pod is replaced', async () => {
        const first = await start();
        const { status } = await fetch(`${first.address}/files/a%2Fb`, { method: 'PUT', body: 'kept ✓' });
        expect(status).toBe(204);
        expect(await stop(first)).toBe(0);
        const second = await start();
        expect(await (await fetch(`${second.address}/files/a%2Fb`)).text()).toBe('kept ✓');
        expect(await statusOf(`${second.address}/files/b`)).toBe(404);
        expect(await stop(second)).toBe(0);
      });

    if (kind.hasDatabase) {
      test('is not ready while the database is away, and works again when it is back', async () => {
        const service = await start();
        await untilReady(service);
        expect(await addItem(service, 'before')).toBe(201);
        await expectPoolMetrics(service);
        await server?.stop();
        expect(await statusOf(`${service.address}/ready`)).toBe(503);
        expect(await statusOf(`${service.address}/health`)).toBe(200);
        await server?.startAgain();
        await untilReady(service);
        expect(await addItem(service, 'after')).toBe(201);
        const { items } = (await getJson(`${service.address}/items`)) as { items: { name: string }[] };
        expect(items.map(({ name }) => name).sort()).toEqual(['after', 'before']);
        expect(JSON.stringify(service.lines)).not.toContain(needed['DB_PASS']);
        expect(await stop(service)).toBe(0);
      });

      test('does not trust a server whose certificate another authority signed', async () => {
        const { DB_CA_FILE: _authority, ...others } = needed;
        const service = await startService(image, others);
        await expectDistrust(service, /certificate/i);
        expect(await stop(service)).toBe(0);
      });

      test('does not trust a server that has another name', async () => {
        const service = await start({ DB_HOST: '127.0.0.2' });
        await expectDistrust(service, /does not match/i);
        expect(await stop(service)).toBe(0);
      });
    }
  });
}

/** The first run applies the migrations, the second nothing. */
async function expectMigrations(image: Image, { migrate }: RuntimeUnderTest, env: Variables): Promise<void> {
  for (const applied of [['0001_items.sql'], []]) {
    const { code, lines } = await runInImage(image, migrate, env);
    expect({ code, lines }).toEqual({ code: 0, lines: [expect.objectContaining({ message: 'migrated', applied })] });
  }
}

async function expectMetrics({ address }: ServiceProcess): Promise<void> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  expect(metrics).toMatch(/^http_requests_total\{method="GET",route="\/",status="200"\} 1(\.0)?$/m);
  expect(metrics).toMatch(/^http_requests_total\{method="GET",route="unmatched",status="404"\} 1(\.0)?$/m);
  expect(metrics).toMatch(/^http_request_duration_seconds_bucket\{.*le="0.005"/m);
  expect(metrics).toMatch(/^http_request_duration_seconds_count\{method="GET",route="\/",status="200"\} 1(\.0)?$/m);
  expect(metrics).toMatch(/^process_cpu_seconds_total /m);
  expect(metrics).toMatch(/^process_resident_memory_bytes /m);
}

/** The pool opened a connection for the item, and nothing uses it now. */
async function expectPoolMetrics({ address }: ServiceProcess): Promise<void> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  expect(metrics).toMatch(/^db_client_connection_count\{state="used"\} 0(\.0)?$/m);
  expect(metrics).toMatch(/^db_client_connection_count\{state="idle"\} [1-9]/m);
  expect(metrics).toMatch(/^db_client_connection_max 10(\.0)?$/m);
  expect(metrics).toMatch(/^db_client_connection_pending_requests 0(\.0)?$/m);
}

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}

async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

async function addItem({ address }: ServiceProcess, name: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${address}/items`, { method: 'POST', headers, body: JSON.stringify({ name }) });
  await response.arrayBuffer();
  return response.status;
}

async function stop(service: ServiceProcess): Promise<number | string> {
  service.signal('SIGTERM');
  return service.ended;
}

/** A machine that is slow connects too late at first. */
async function untilReady({ address }: ServiceProcess): Promise<void> {
  while ((await statusOf(`${address}/ready`)) !== 200) await pause();
}

/** The service is never ready, and logs the reason. */
async function expectDistrust({ address, lines }: ServiceProcess, reason: RegExp): Promise<void> {
  do expect(await statusOf(`${address}/ready`)).toBe(503);
  while (!reason.test(JSON.stringify(lines)));
}

/** Resolves when the port accepts no more connections. */
async function expectRefused({ address }: ServiceProcess): Promise<void> {
  for (;;) {
    const isRefused = await fetch(`${address}/health`).then(
      () => false,
      () => true,
    );
    if (isRefused) return;
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}

interface Kind {
  readonly kind: string;
  /** The last part of its name. @default the kind */
  readonly name?: string;
  readonly hasStorage?: boolean;
  readonly hasDatabase?: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  'stateless application': { kind: 'stateless-app' },
  'stateful application': { kind: 'stateful-app', hasStorage: true },
  'backend with a database': { kind: 'backend-app-rds', hasDatabase: true },
  'backend with a database and a volume': {
    kind: 'backend-app-rds',
    name: 'keeper',
    hasStorage: true,
    hasDatabase: true,
  },
};

function nameOf({ kind, name = kind }: Kind, runtime: RuntimeUnderTest): string {
  return `${runtime.name}-${name}`;
}

function spec(kind: Kind, runtime: RuntimeUnderTest): Record<string, unknown> {
  return {
    kind: kind.kind,
    name: nameOf(kind, runtime),
    description: DESCRIPTION,
    owner: 'app-team',
    runtime: runtime.name,
    ...(kind.hasStorage && { storage: { size: '1Gi', mountPath: '/data' } }),
    ...(kind.hasDatabase && { database: databaseOf(kind, runtime) }),
  };
}

/** Two applications cannot claim one database or role. */
function databaseOf({ name = 'only' }: Kind, runtime: RuntimeUnderTest) {
  return { name: `${runtime.name}_${name}_db`, username: `${runtime.name}_${name}_user` };
}
