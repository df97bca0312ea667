import { createColors } from 'picocolors';
import type { ExplainedFact } from '@goldenpath/model';
import { renderSummary } from '../../../src/commands/explain/summary';

const plain = { colors: createColors(false) };
const at = { from: 'spec', file: 'apps/shop/app.yaml', line: 6, column: 11 } as const;

function fact(name: string, value: unknown, environment?: string): ExplainedFact {
  return {
    fact: name,
    group: 'Any',
    value,
    source: at,
    ...(environment !== undefined && { environment }),
  } as ExplainedFact;
}

const FACTS = [
  fact('kind', 'backend-app-rds'),
  fact('owner', 'app-team'),
  fact('registry.url', '123456789012.dkr.ecr.eu-west-2.amazonaws.com/shop'),
  fact('replicas', 2, 'dev'),
  fact('route.url', 'https://shop.dev.example.com', 'dev'),
  fact('route.url', 'https://shop.example.com', 'prod'),
  fact('services.shop.dnsName', 'shop.apps.svc.cluster.local', 'dev'),
  fact('services.shop.dnsName', 'shop.apps.svc.cluster.local', 'prod'),
  fact('configuration.variables.LOG_LEVEL', 'debug', 'dev'),
  fact('configuration.variables.LOG_LEVEL', 'warn', 'prod'),
  fact('env.PAGE_SIZE', '50', 'dev'),
  fact('env.PAGE_SIZE', '50', 'prod'),
  fact('credentials.secretName', 'shop-db-creds', 'dev'),
  fact(
    'credentials.variables',
    [
      { variable: 'DB_HOST', property: 'host' },
      { variable: 'DB_PORT', property: 'port' },
    ],
    'dev',
  ),
  fact('stack.name', 'app-shop'),
  fact('environmentStack.name', 'app-shop-dev', 'dev'),
  fact('environmentStack.name', 'app-shop-prod', 'prod'),
];

test('the summary shows URLs, variables, the secret and stacks', () => {
  expect(renderSummary('shop', FACTS, plain)).toBe(
    [
      'Application',
      '  kind             backend-app-rds',
      '  owner            app-team',
      '',
      'URLs',
      '  outside          https://shop.dev.example.com (dev)',
      '                   https://shop.example.com (prod)',
      '  in the cluster   shop.apps.svc.cluster.local',
      '',
      'Variables',
      '  LOG_LEVEL        debug (dev), warn (prod)',
      '  PAGE_SIZE        50',
      '',
      'Secret',
      '  name             shop-db-creds',
      '  variables        DB_HOST, DB_PORT',
      '',
      'Terraform stacks',
      '  shared           app-shop',
      '  per environment  app-shop-dev (dev), app-shop-prod (prod)',
      '',
      'All 12 facts and where each value came from: goldenpath explain shop --all',
      '',
    ].join('\n'),
  );
});

test('the summary shows where further secrets are read from', () => {
  const facts = [
    fact('secrets.variables.entries.0.key', 'API_KEY'),
    fact('secrets.variables.entries.0.path', 'partner/dev', 'dev'),
    fact('secrets.variables.entries.0.path', 'partner/prod', 'prod'),
    fact('secrets.files.entries.0.key', 'TLS'),
    fact('secrets.files.entries.0.mountPath', '/etc/tls.key'),
    fact('secrets.files.entries.0.path', 'shop/tls'),
    fact('caches.sessions.secret.path', 'shop/caches/sessions'),
    fact('databaseAccess.databases.ledger.secret.path', 'shop/databases/ledger'),
  ];
  expect(renderSummary('shop', facts, plain).split('\n').slice(0, 5)).toEqual([
    'Further secrets',
    '  API_KEY             partner/dev (dev), partner/prod (prod)',
    '  /etc/tls.key        shop/tls',
    '  cache sessions      shop/caches/sessions',
    '  database of ledger  shop/databases/ledger',
  ]);
});

test('hostile text in a value does not move the cursor', () => {
  expect(renderSummary('shop', [fact('owner', '\u001b[2J\nx'), fact('env.A\u001b', 'x')], plain)).not.toMatch(
    /[\u001b\u202e]/,
  );
});

test('the summary shows the variables that are made from the secrets of databases', () => {
  const facts = [
    fact('credentials.secretName', 'shop-db-creds', 'dev'),
    fact('database.variables.DATABASE_URL', 'postgres://{username}:{password}@{host}', 'dev'),
    fact('databaseAccess.databases.users.secret.path', 'goldenpath/dev/shop/databases/users', 'dev'),
    fact('databases.users.variables.USERS_URL', 'postgres://{host}', 'dev'),
  ];
  expect(renderSummary('shop', facts, plain).split('\n').slice(0, -3)).toEqual([
    'Secret',
    '  name               shop-db-creds',
    '  DATABASE_URL       postgres://{username}:{password}@{host}',
    '',
    'Further secrets',
    '  database of users  goldenpath/dev/shop/databases/users',
    '  USERS_URL          postgres://{host}',
  ]);
});

test('the summary shows the variables of a process and of the migration beside those of the application', () => {
  const facts = [
    fact('env.QUEUES', 'web'),
    fact('processes.worker.env.QUEUES', 'a', 'dev'),
    fact('processes.worker.env.QUEUES', 'a,b', 'prod'),
    fact('processes.worker.env.expanded.ALL.name', 'ALL', 'dev'),
    fact('migration.env.LOCK', 'x'),
    fact('sidecars.proxy.env.PORT', '1'),
  ];
  expect(renderSummary('shop', facts, plain)).toContain(
    [
      'Variables',
      '  QUEUES             web',
      '  QUEUES of worker   a (dev), a,b (prod)',
      '  LOCK of migration  x',
      '',
    ].join('\n'),
  );
});
