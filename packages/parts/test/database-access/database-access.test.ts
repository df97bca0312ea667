import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';
import { at, objectOf, podSpec } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { environment as addStack } from '../../src/database-access/stack';
import { accessPath, accessRole, accessSecret } from '../../src/database-access/facts';
import type { DatabaseAccessPart } from '../../src/database-access/types';
import { configurationOf } from '../support/stack';

const OWNER: SpecData = {
  kind: 'rds-database',
  name: 'ledger',
  description: 'Accounts',
  owner: 'app-team',
  database: { name: 'ledger', username: 'ledger_owner' },
  overrides: { prod: { database: { instance: 'dedicated' } } },
};
const APP: SpecData = { kind: 'stateless-app', name: 'reports', description: 'Reports', owner: 'app-team' };

async function inProd(databases: object, more: object = {}, environment = 'prod') {
  const { facts } = await openWritten([OWNER, { ...APP, databases, ...more }]);
  const app = facts.apps.find(({ name }) => name === 'reports');
  const here = app?.environments.find((each) => each.environment === environment);
  if (here === undefined) throw new Error(`It does not run in ${environment}.`);
  const part = (here as { readonly databaseAccess?: DatabaseAccessPart }).databaseAccess;
  return { facts: here, part };
}

describe('the access to a database of another application', () => {
  test('is a role and a secret of its own, on the instance that the database has there', async () => {
    const { part } = await inProd({ ledger: {} });
    expect(part?.databases['ledger']).toMatchObject({
      access: 'reader',
      database: 'ledger',
      owner: 'ledger_owner',
      username: 'ledger_owner-for-reports',
      connectionLimit: 10,
      instance: { identifier: 'ledger-prod', port: 5432 },
      secret: { path: 'goldenpath/prod/reports/databases/ledger/postgres' },
    });
    const { part: inDev } = await inProd({ ledger: {} }, {}, 'dev');
    expect(inDev?.databases['ledger']?.instance.identifier).toBe('goldenpath-idp-dev');
  });

  test('gives the pods variables with the name of the application, from the secret alone', async () => {
    const { facts } = await inProd({
      ledger: { variables: { LEDGER_URL: 'postgresql://{username}:{password}@{host}/{dbname}' } },
    });
    const objects = render(facts);
    const secret = objectOf(objects, 'ExternalSecret');
    expect(secret.metadata.name).toBe('reports--ledger-db');
    const data = at(secret, 'spec.data') as { secretKey: string; remoteRef: { key: string; property: string } }[];
    expect(data.map(({ secretKey, remoteRef }) => [secretKey, remoteRef.key, remoteRef.property])).toEqual(
      ['host', 'port', 'dbname', 'username', 'password'].map((property, index) => [
        `LEDGER_DB_${['HOST', 'PORT', 'NAME', 'USER', 'PASS'][index]}`,
        'goldenpath/prod/reports/databases/ledger/postgres',
        property,
      ]),
    );
    expect(at(secret, 'spec.target.template.data')).toMatchObject({
      LEDGER_URL:
        'postgresql://{{ .LEDGER_DB_USER | urlquery | replace "+" "%20" }}:{{ .LEDGER_DB_PASS | urlquery | replace "+" "%20" }}@{{ .LEDGER_DB_HOST }}/{{ .LEDGER_DB_NAME | urlquery | replace "+" "%20" }}',
    });
    const [container] = podSpec(objects)['containers'] as { envFrom: object[] }[];
    expect(container?.envFrom).toContainEqual({ secretRef: { name: 'reports--ledger-db' } });
    const variables = at(objectOf(objects, 'ConfigMap'), 'data');
    expect(variables).toMatchObject({ LEDGER_DB_SSLMODE: 'require' });
  });

  test('has a secret in the stack whose password is in no state, and that is deleted at once', async () => {
    const { part } = await inProd({ ledger: {} });
    const configuration = configurationOf((stack) =>
      addStack(stack, { facts: part, tags: {}, use: () => undefined } as never),
    );
    const { resource, data } = configuration;
    expect(resource['aws_secretsmanager_secret']?.['access-ledger-secret']).toMatchObject({
      name: 'goldenpath/prod/reports/databases/ledger/postgres',
      recovery_window_in_days: 0,
    });
    expect(resource['aws_secretsmanager_secret']?.['access-ledger-secret']).not.toHaveProperty('lifecycle');
    const content = resource['aws_secretsmanager_secret_version']?.['access-ledger-secret-content'] ?? {};
    expect(Object.keys(content)).not.toContain('secret_string');
    expect(content['secret_string_wo']).toContain('ephemeral.random_password.access-ledger-password.result');
    expect(data?.['aws_db_instance']?.['access-ledger-instance']).toEqual({ db_instance_identifier: 'ledger-prod' });
  });

  test('waits for the stack of the database', async () => {
    const { facts } = await inProd({ ledger: {} });
    expect(facts.stack?.dependsOn).toEqual(expect.arrayContaining(['platform-prod', 'app-ledger-prod']));
  });

  test('an environment changes single fields of it', async () => {
    const more = { overrides: { prod: { databases: { ledger: { access: 'editor' } } } } };
    const databases = { ledger: { connectionLimit: 3 } };
    expect((await inProd(databases, more)).part?.databases['ledger']).toMatchObject({
      access: 'editor',
      connectionLimit: 3,
    });
    expect((await inProd(databases, more, 'dev')).part?.databases['ledger']?.access).toBe('reader');
  });

  test('is there for every process of the application', async () => {
    const { facts } = await inProd({ ledger: {} }, { processes: { worker: { command: ['node', 'worker.js'] } } });
    const pods = render(facts).filter(({ kind }) => kind === 'Deployment');
    expect(pods.map(({ metadata }) => metadata.name)).toHaveLength(2);
    for (const pod of pods)
      expect(JSON.stringify(pod)).toContain(JSON.stringify({ secretRef: { name: 'reports--ledger-db' } }));
  });

  test('is there for jobs, for services with a volume, and beside an own database', async () => {
    const kinds: SpecData[] = [
      { ...APP, name: 'job', kind: 'scheduled-job', schedule: '@daily' },
      { ...APP, name: 'stateful', kind: 'stateful-app', storage: { size: '1Gi', mountPath: '/data' } },
      { ...APP, name: 'backend', kind: 'backend-app-rds', database: { name: 'other', username: 'other_app' } },
    ];
    const { facts } = await openWritten([OWNER, ...kinds.map((spec) => ({ ...spec, databases: { ledger: {} } }))]);
    for (const { name, environments } of facts.apps.filter((app) => app.name !== 'ledger'))
      for (const here of environments) {
        const names = render(here)
          .filter(({ kind }) => kind === 'ExternalSecret')
          .map(({ metadata }) => metadata.name);
        expect(names).toContain(accessSecret(name, 'ledger'));
      }
  });
});

test('the name of a secret does not end with a hyphen and six characters, as the ARNs of secrets do', () => {
  expect(accessPath('prod', 'reports', 'ledger-838500')).not.toMatch(/-[A-Za-z0-9]{6}$/);
});

test('the role that provisions databases may read the secret: its policy is about names that end with `/postgres`', () => {
  expect(accessPath('prod', 'reports', 'ledger')).toMatch(/^goldenpath\/.*\/postgres$/);
});

test('names are within the limits of PostgreSQL and Kubernetes, and stay apart', () => {
  const long = 'a'.repeat(50);
  expect(accessRole('o'.repeat(31), long).length).toBeLessThanOrEqual(61);
  expect(accessRole('o'.repeat(31), long)).toMatch(/^o{31}-for-a/);
  expect(accessRole('o'.repeat(31), `${long.slice(1)}b`)).not.toBe(accessRole('o'.repeat(31), long));
  expect(accessSecret(long, long).length).toBeLessThanOrEqual(63);
  expect(accessSecret('a', 'b-c')).not.toBe(accessSecret('a-b', 'c'));
});

test.each<[string, SpecData, readonly SpecData[], string]>([
  [
    'an unknown application',
    { databases: { ledgre: {} } },
    [OWNER],
    'unknown-reference: There is no application "ledgre" in the fleet.',
  ],
  [
    'an application without a database',
    { databases: { web: {} } },
    [OWNER, { ...APP, name: 'web' }],
    'unknown-reference: "web" has no database.',
  ],
  ['itself', { databases: { reports: {} } }, [], 'own-database: "reports" is this application itself.'],
  [
    'a database that does not run there',
    { databases: { ledger: {} } },
    [{ ...OWNER, environments: ['dev'], overrides: {} }],
    'unknown-reference: "ledger" does not run in test, staging, prod, where "reports" needs its database.',
  ],
  [
    'a database that is retired',
    { databases: { ledger: {} } },
    [{ ...OWNER, overrides: { prod: { database: { retire: { reason: 'Nobody reads it.' } } } } }],
    'unknown-reference: The database of "ledger" is about to be removed in prod, and "reports" uses it.',
  ],
  ['an unknown level', { databases: { ledger: { access: 'write' } } }, [OWNER], 'not-a-choice:'],
  [
    'an unknown placeholder',
    { databases: { ledger: { variables: { URL: '{pass}' } } } },
    [OWNER],
    'unknown-placeholder: `{pass}` is not a value of the secret',
  ],
  [
    'a variable that is taken',
    { databases: { ledger: { variables: { APP_ENV: '{host}' } } } },
    [OWNER],
    'variable-taken: `APP_ENV` is already set by the platform.',
  ],
  [
    'an override of nothing',
    { databases: { ledger: {} }, overrides: { prod: { databases: { legder: {} } } } },
    [OWNER],
    'override-of-nothing: This application has no access to a database named "legder".',
  ],
  [
    'a password in plain text',
    { databases: { ledger: { variables: { URL: 'postgresql://u:hunter2hunter2@{host}' } } } },
    [OWNER],
    'secret-in-plain-text: `URL` holds',
  ],
])('%s is refused', async (_name, spec, others, complaint) => {
  const complaints = await complaintsAbout(...others, { ...APP, ...spec });
  expect(complaints).toEqual([expect.stringContaining(complaint)]);
});

test('a variable of `env` cannot have the name of one of a database', async () => {
  const complaints = await complaintsAbout(OWNER, { ...APP, databases: { ledger: {} }, env: { LEDGER_DB_HOST: 'x' } });
  expect(complaints).toEqual([
    expect.stringContaining('variable-taken: `LEDGER_DB_HOST` is already set by the database of `ledger`'),
  ]);
});

test('two backends cannot each need the database of the other', async () => {
  const backend = (name: string, other: string): SpecData => ({
    ...APP,
    name,
    kind: 'backend-app-rds',
    database: { name, username: `${name}_app` },
    databases: { [other]: {} },
  });
  const complaints = await complaintsAbout(backend('sales', 'stock'), backend('stock', 'sales'));
  expect(complaints[0]).toContain('reference-circle: The stacks need each other: sales → stock → sales.');
});
