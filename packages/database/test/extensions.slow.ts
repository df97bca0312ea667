import { provisionDatabases, type ProvisionResult, serverStatus } from '@goldenpath/database';
import { isUserError } from '@goldenpath/errors';
import { loginOf, refusal, request, sql, startTestServer, superuser, type TestServer, VERSIONS } from './support';

const named = (...names: readonly string[]) => ({ extensions: names.map((name) => ({ name })) });

describe.each(VERSIONS)('extensions on PostgreSQL %i', (_version, packageName) => {
  let server: TestServer;
  const provision = async (app: string, given: Parameters<typeof request>[2]): Promise<ProvisionResult> => {
    const [result] = await provisionDatabases(server.master, [request(server.master, app, given)]);
    if (result === undefined) throw new Error('There is no result.');
    return result;
  };
  const installed = async (database: string) =>
    (await sql(superuser(server.master), database, 'SELECT extname FROM pg_extension ORDER BY 1')).map(
      ({ extname }) => extname,
    );

  beforeAll(async () => {
    server = await startTestServer(packageName);
  });
  afterAll(() => server.remove());

  test('are created in a new database, with those that they need, and a second run changes nothing', async () => {
    const wanted = named('pgcrypto', 'earthdistance', 'uuid-ossp');
    const first = await provision('orders', wanted);
    expect(first.error ?? first.status).toBe('changed');
    expect(first.steps).toContain('create extension "pgcrypto" in database "orders_db"');
    expect(await installed('orders_db')).toEqual(['cube', 'earthdistance', 'pgcrypto', 'plpgsql', 'uuid-ossp']);
    expect(await provision('orders', wanted)).toMatchObject({ status: 'unchanged', steps: [] });
  });

  test('can be used by the application, which cannot drop them', async () => {
    const app = loginOf(server.master, request(server.master, 'orders'));
    expect(await refusal(app, 'orders_db', `SELECT encode(digest('a', 'sha256'), 'hex'), uuid_generate_v4()`)).toBe(
      undefined,
    );
    expect(await refusal(app, 'orders_db', 'DROP EXTENSION pgcrypto')).toBe('42501');
  });

  test('that only a superuser may create are created, as RDS lets its master', async () => {
    const wanted = named('pgcrypto', 'earthdistance', 'uuid-ossp', 'pg_stat_statements', 'pgstattuple');
    const result = await provision('orders', wanted);
    expect(result.error ?? result.status).toBe('changed');
    expect(await installed('orders_db')).toEqual(expect.arrayContaining(['pg_stat_statements', 'pgstattuple']));
  });

  test('that leave a spec stay, and are no difference', async () => {
    expect((await provision('orders', {})).status).toBe('unchanged');
    expect(await installed('orders_db')).toContain('pgcrypto');
  });

  test('that the server does not have fail their database before anything changes', async () => {
    const master = { ...server.master, standsIn: false };
    const [result] = await provisionDatabases(master, [request(master, 'maps', named('citext', 'postgis'))]);
    expect(result).toMatchObject({ status: 'failed', steps: [] });
    const error = isUserError(result?.error) ? result.error : undefined;
    expect(error?.code).toBe('extension-unavailable');
    expect(error?.summary).toBe('The server of the database maps_db does not have the extension postgis.');
    expect(await sql(server.master, 'postgres', `SELECT 1 FROM pg_database WHERE datname = 'maps_db'`)).toEqual([]);
  });

  test('that a server lacks which stands in for one of RDS are left out, and named in each run', async () => {
    const wanted = named('citext', 'postgis', 'vector');
    const first = await provision('places', wanted);
    expect(first.error ?? first.status).toBe('changed');
    expect(first.untried).toEqual(['postgis', 'vector']);
    expect(await installed('places_db')).toEqual(['citext', 'plpgsql']);
    expect(await provision('places', wanted)).toMatchObject({ status: 'unchanged', untried: ['postgis', 'vector'] });
    const all = [request(server.master, 'places', wanted)];
    const [dry] = await provisionDatabases(server.master, [request(server.master, 'others', wanted)], { dryRun: true });
    expect(dry).toMatchObject({ status: 'planned', untried: ['postgis', 'vector'] });
    const { databases } = await serverStatus(
      server.master,
      all,
      all.map(({ desired }) => desired),
    );
    expect(databases[0]).toMatchObject({ state: 'in-sync', differences: [] });
  });

  test('whose library is not loaded yet fail with the restart that is missing', async () => {
    const result = await provision('maps', { extensions: [{ name: 'citext', library: 'pg_hint_plan' }] });
    expect(isUserError(result.error) && result.error.code).toBe('extension-not-loaded');
    expect(isUserError(result.error) && result.error.remedy).toContain('--db-instance-identifier example-dev');
    const loaded = await provision('maps', { extensions: [{ name: 'citext', library: 'pg_stat_statements' }] });
    expect(loaded.error ?? loaded.status).toBe('changed');
  });

  test('that were dropped by hand are missing in the status, and come back', async () => {
    await sql(superuser(server.master), 'orders_db', 'DROP EXTENSION "uuid-ossp"');
    const wanted = request(server.master, 'orders', named('uuid-ossp'));
    const { databases } = await serverStatus(server.master, [wanted], [wanted.desired]);
    expect(databases[0]?.differences).toEqual([
      { kind: 'extension', state: 'missing', repair: 'create extension "uuid-ossp" in database "orders_db"' },
    ]);
    expect((await provision('orders', named('uuid-ossp'))).status).toBe('changed');
  });
});
