import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { ROOT } from '@goldenpath/testing/fleet';
import { databaseInstance } from '@goldenpath/testing/facts/cloud';
import { complaintsAbout, openWritten } from '@goldenpath/testing/written-fleet';
import { found, type Edit, reviewOf } from '@goldenpath/testing/reviews';
import { EXTENSIONS } from '../../src/database/extensions';
import { instancePrefix } from '../../src/database/facts';
import { PARAMETERS, PLATFORM_PARAMETERS } from '../../src/database/parameters';
import { addOwnParameterGroup } from '../../src/database/stack/parameter-group';
import type { DatabasePart } from '../../src/database/types';
import { configurationOf } from '../support/stack';

const APP = { kind: 'backend-app-rds', name: 'shop', description: 'Sells things', owner: 'app-team' };
const DATABASE = { name: 'shop_db', username: 'shop_app', instance: 'dedicated' };

async function databaseIn(database: object, more: object = {}, environment = 'prod'): Promise<DatabasePart> {
  const { facts } = await openWritten([{ ...APP, database: { ...DATABASE, ...database }, ...more }]);
  const at = facts.apps[0]?.environments.find((each) => each.environment === environment);
  const part = (at as { readonly database?: DatabasePart } | undefined)?.database;
  if (part === undefined) throw new Error(`It has no database in ${environment}.`);
  return part;
}

const groupsOf = ({ instance }: DatabasePart) => (instance.mode === 'dedicated' ? instance.parameterGroups : undefined);

describe('the parameter group of an instance', () => {
  test('is that of the platform without parameters, also where an extension needs no library', async () => {
    expect(groupsOf(await databaseIn({ extensions: ['pgcrypto', 'pg_trgm'] }))).toBeUndefined();
  });

  test('is one for each version that the instance may have, so that an upgrade deletes none', async () => {
    const groups = groupsOf(await databaseIn({ version: '17', parameters: { transaction_timeout: 5000, jit: false } }));
    expect(groups?.map(({ name, parameters }) => [name, Object.keys(parameters)])).toEqual([
      ['shop-prod-postgres15', ['jit']],
      ['shop-prod-postgres16', ['jit']],
      ['shop-prod-postgres17', ['jit', 'transaction_timeout']],
    ]);
  });

  test('loads the libraries of extensions besides that of RDS, and runs pg_cron in the database', async () => {
    const [, group] = groupsOf(await databaseIn({ extensions: ['pg_hint_plan', 'pgcrypto', 'pg_cron'] })) ?? [];
    expect(group?.parameters).toEqual({
      'cron.database_name': { value: 'shop_db', isStatic: true },
      shared_preload_libraries: { value: 'pg_stat_statements,pg_cron,pg_hint_plan', isStatic: true },
    });
  });

  test('an environment replaces single parameters, and all extensions', async () => {
    const general = { parameters: { work_mem: 16_384, jit: false }, extensions: ['pgcrypto', 'citext'] };
    const more = { overrides: { prod: { database: { parameters: { work_mem: 65_536 }, extensions: ['vector'] } } } };
    const prod = await databaseIn(general, more);
    expect(prod.extensions).toEqual(['vector']);
    expect(groupsOf(prod)?.[0]?.parameters).toEqual({
      jit: { value: '0', isStatic: false },
      work_mem: { value: '65536', isStatic: false },
    });
  });

  test('has the parameters of the platform too, and static ones wait for a restart', () => {
    const parameters = { jit: { value: '0', isStatic: false }, max_wal_senders: { value: '20', isStatic: true } };
    const group = { name: 'shop-prod-postgres16', version: '16', parameters };
    const { resource } = configurationOf((stack) => {
      addOwnParameterGroup(stack, databaseInstance(), [group], { tags: {} });
    });
    const { parameter, ...rest } = (resource['aws_db_parameter_group'] ?? {})['parameter-group-16'] as unknown as {
      readonly parameter: readonly { readonly name: string; readonly value: string; readonly apply_method: string }[];
    };
    expect(rest).toMatchObject({ name: 'shop-prod-postgres16', family: 'postgres16' });
    expect(parameter.map(({ name }) => name)).toEqual([...Object.keys(PLATFORM_PARAMETERS), 'jit', 'max_wal_senders']);
    expect(parameter.slice(-2)).toEqual([
      { name: 'jit', value: '0', apply_method: 'immediate' },
      { name: 'max_wal_senders', value: '20', apply_method: 'pending-reboot' },
    ]);
  });
});

test('no parameter of the platform can be set by a spec, and no name is listed twice', () => {
  expect(Object.keys(PLATFORM_PARAMETERS).filter((name) => PARAMETERS.has(name))).toEqual([]);
  expect(new Set(EXTENSIONS.map(({ name }) => name)).size).toBe(EXTENSIONS.length);
});

test('the guide lists every extension and every parameter', () => {
  const guide = readFileSync(join(ROOT, 'docs/guides/operating-databases.md'), 'utf8');
  const names = [...EXTENSIONS.map(({ name }) => name), ...PARAMETERS.keys()];
  expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

test.each([
  [
    { extensions: ['pg_crypto'] },
    'unknown-extension: A database cannot have the extension "pg_crypto": did you mean `pgcrypto`?',
  ],
  [{ extensions: ['aws_lambda'] }, 'unknown-extension: A database cannot have the extension "aws_lambda".'],
  [
    { extensions: ['old_snapshot'], version: '17' },
    'not-in-version: PostgreSQL 17 has no `old_snapshot`, and it is the version in dev.',
  ],
  [
    { parameters: { work_men: 64 } },
    'unknown-parameter: A database cannot set the parameter "work_men": did you mean `work_mem`?',
  ],
  [{ parameters: { 'rds.force_ssl': 0 } }, 'unknown-parameter: "rds.force_ssl" is set by the platform.'],
  [
    { parameters: { shared_preload_libraries: 'pg_cron' } },
    'unknown-parameter: "shared_preload_libraries" is set by `extensions`.',
  ],
  [{ parameters: { work_mem: '16MB' } }, 'bad-parameter-value: "16MB" is not a value of `work_mem`.'],
  [{ parameters: { work_mem: 63 } }, 'bad-parameter-value: "63" is not a value of `work_mem`.'],
  [{ parameters: { work_mem: 64.5 } }, 'bad-parameter-value: "64.5" is not a value of `work_mem`.'],
  [{ parameters: { jit: 1 } }, 'bad-parameter-value: "1" is not a value of `jit`.'],
  [{ parameters: { track_functions: 'some' } }, 'bad-parameter-value: "some" is not a value of `track_functions`.'],
  [
    { parameters: { transaction_timeout: 5 }, version: '16' },
    'not-in-version: PostgreSQL 16 has no `transaction_timeout`, and it is the version in dev.',
  ],
  [
    { parameters: { jit: true }, instance: 'shared' },
    'not-for-shared-instance: `database.parameters` is for a dedicated instance',
  ],
  [
    { extensions: ['pg_cron'], instance: 'shared' },
    'not-for-shared-instance: The extension `pg_cron` is for a dedicated instance',
  ],
  [{ parameters: { 'Work Mem': 64 } }, 'bad-name: "Work Mem" cannot be a name here.'],
])('%j is refused', async (database, complaint) => {
  const complaints = await complaintsAbout({ ...APP, database: { ...DATABASE, ...database } });
  expect(complaints).toEqual([expect.stringContaining(complaint)]);
});

test('only the versions of the environments count in which the application runs', async () => {
  const spec = {
    ...APP,
    database: { ...DATABASE, extensions: ['old_snapshot'], version: '17' },
    overrides: { prod: { database: { version: '16' } } },
  };
  expect(await complaintsAbout(spec)).toEqual([expect.stringContaining('it is the version in dev')]);
  expect(await complaintsAbout({ ...spec, environments: ['prod'] })).toEqual([]);
});

/** Of the one database that has an instance of its own. */
const own: (name: string, value: unknown) => Edit =
  (name, value) =>
  ({ apps }) =>
    (apps['orders-api'].overrides.prod.database[name] = value);

describe('a review', () => {
  test('says that a library and static parameters wait for a restart', () => {
    expect(found(reviewOf(own('extensions', ['pg_cron'])), 'restart-needed')).toEqual([
      'warning orders-api/prod: The instance orders-api-prod in prod needs a restart before cron.database_name and shared_preload_libraries take effect.',
    ]);
    const before = own('parameters', { jit: true });
    expect(found(reviewOf(own('parameters', { jit: true, max_wal_senders: 20 }), before), 'restart-needed')).toEqual([
      'warning orders-api/prod: The instance orders-api-prod in prod needs a restart before max_wal_senders takes effect.',
    ]);
  });

  test('says nothing of dynamic parameters of the same group, and all of them wait in another group', () => {
    const [before, after] = [own('parameters', { jit: true }), own('parameters', { jit: false })];
    expect(found(reviewOf(after, before), 'restart-needed')).toEqual([]);
    expect(found(reviewOf(after), 'restart-needed')).toEqual([expect.stringContaining('before jit takes effect')]);
  });

  test('says nothing where an upgrade restarts the instance', () => {
    const upgraded: Edit = (draft) => {
      own('version', '17')(draft);
      own('extensions', ['pg_cron'])(draft);
    };
    expect(found(reviewOf(upgraded), 'restart-needed')).toEqual([]);
  });

  test('says that an extension that leaves the list stays in the database', () => {
    expect(
      found(reviewOf(own('extensions', ['citext']), own('extensions', ['citext', 'vector'])), 'extension-kept'),
    ).toEqual([
      'info orders-api/prod: orders-api in prod no longer lists vector, which stays in the database orders_db.',
    ]);
    expect(found(reviewOf(own('extensions', []), own('extensions', ['pg_cron'])), 'extension-kept')).toEqual([
      expect.stringMatching(/^warning .* without the library\.$/),
    ]);
  });
});

test('a preview has the extensions that need no parameters, and is on the shared instance', () => {
  const { preview } = builtInRegistry.parts.find(({ name }) => name === 'database') ?? {};
  const settings = {
    name: 'shop_db',
    username: 'shop_app',
    extensions: ['pg_cron', 'citext'],
    parameters: { jit: false },
  };
  const names = { of: (name: string) => `${name}_pr_1` };
  const made = preview?.(settings as never, names as never) as unknown as Readonly<Record<string, unknown>>;
  expect(made).toMatchObject({ extensions: ['citext'], instance: 'shared' });
  expect(made['parameters']).toBeUndefined();
});

test('instances of a cluster get a shorter identifier if their number does not fit, and another one for each cluster', () => {
  expect(instancePrefix('s'.repeat(60))).toEqual({});
  const [one, other] = ['prod', 'test'].map((end) => instancePrefix(`${'s'.repeat(50)}--long-${end}`).instancePrefix);
  for (const prefix of [one, other]) expect(`${prefix}-16`).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,61}[a-z0-9]$/);
  expect(one).not.toBe(other);
});
