import { createColors } from 'picocolors';
import { databasesText } from '../../../src/commands/deploy/databases';

type Runs = Parameters<typeof databasesText>[0];
type Result = Runs['runs'][number]['results'][number];

function result(app: string, access?: Result['desired']['access']): Result {
  return {
    desired: {
      app,
      environment: 'dev',
      database: 'orders_db',
      role: `${app}_user`,
      connectionLimit: 10,
      secretPath: app,
      instance: { identifier: 'acme-dev', masterUsername: 'goldenpath' },
      ...(access && { access }),
    },
    status: 'unchanged',
    steps: [],
    kinds: [],
    extra: [],
    durationMs: 1,
  };
}

const textOf = (...results: readonly Result[]) =>
  databasesText(
    { runs: [{ environment: 'dev', dryRun: false, results }] } as unknown as Runs,
    { simulated: false, brief: true },
    { colors: createColors(false) } as never,
  ).trim();

test('an access to a database of another application is not counted as a database', () => {
  const access = { level: 'reader', of: 'orders_user', app: 'orders' } as const;
  expect(textOf(result('orders'), result('reports', access), result('billing', access))).toBe(
    '1 database and 2 accesses to databases of others: 3 unchanged.',
  );
  expect(textOf(result('orders'), result('users'))).toBe('2 databases: 2 unchanged.');
  expect(textOf(result('reports', access))).toBe('1 access to databases of others: 1 unchanged.');
});

test('an extension that an embedded server lacks is a note, also where only totals are shown', () => {
  expect(textOf({ ...result('orders'), untried: ['vector'] }, result('users'))).toBe(
    [
      'note orders_db in dev: RDS has the extension vector, and the embedded PostgreSQL does not: it was not created, and nothing that needs it was tried.',
      '',
      '2 databases: 2 unchanged.',
    ].join('\n'),
  );
  expect(textOf({ ...result('orders'), untried: ['postgis', 'vector'] })).toContain('they were not created');
});
