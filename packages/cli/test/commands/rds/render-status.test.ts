import { UserError } from '@goldenpath/errors';
import type { RdsStatus } from '@goldenpath/fleet';
import { createColors } from 'picocolors';
import { renderStatus, statusData } from '../../../src/commands/rds/render-status';

type DatabaseStatus = RdsStatus['databases'][number];

function database(app: string, given: Partial<DatabaseStatus> = {}): DatabaseStatus {
  return {
    desired: {
      app,
      environment: 'dev',
      database: `${app}_db`,
      role: `${app}_user`,
      connectionLimit: 20,
      secretPath: `goldenpath/dev/${app}_db/postgres`,
      instance: { identifier: 'acme-dev', masterUsername: 'goldenpath' },
    },
    state: 'in-sync',
    differences: [],
    extra: [],
    ...given,
  };
}

const status: RdsStatus = {
  environment: 'dev',
  databases: [
    database('orders'),
    database('users', {
      state: 'drifted',
      differences: [
        { kind: 'owner', state: 'drifted', repair: 'change the owner of database "users_db" to "users_user"' },
        { kind: 'connection-limit', state: 'drifted', repair: 'alter role "users_user": CONNECTION LIMIT 20' },
      ],
      extra: ['role "ed" is a member of "users_user"'],
    }),
    database('new', {
      state: 'missing',
      differences: [
        { kind: 'role', state: 'missing', repair: 'create role "new_user" with a login' },
        { kind: 'database', state: 'missing', repair: 'create database "new_db" with owner "new_user"' },
        { kind: 'grant', state: 'missing', repair: 'grant CONNECT on database "new_db" to "goldenpath"' },
      ],
    }),
    database('away', { state: 'failed', error: new UserError('There is no secret.', 'Deploy it.', { code: 'gone' }) }),
  ],
  extra: [
    { kind: 'database', name: 'old_db', owner: 'old_user', instance: 'acme-dev' },
    { kind: 'role', name: 'old_user', instance: 'acme-dev' },
  ],
};

test('the table lists the drift of each database, and below it the repair and databases without a spec', () => {
  expect(renderStatus(status, { colors: createColors(false) })).toBe(
    [
      'DATABASE   ROLE         INSTANCE  STATUS',
      'orders_db  orders_user  acme-dev  in-sync',
      'users_db   users_user   acme-dev  drifted: owner, connection limit',
      'new_db     new_user     acme-dev  missing: role, database',
      'away_db    away_user    acme-dev  failed',
      '',
      'users_db:',
      '  ~ change the owner of database "users_db" to "users_user"',
      '  ~ alter role "users_user": CONNECTION LIMIT 20',
      '  ? role "ed" is a member of "users_user", which no spec asks for',
      '',
      'new_db:',
      '  ~ create role "new_user" with a login',
      '  ~ create database "new_db" with owner "new_user"',
      '  ~ grant CONNECT on database "new_db" to "goldenpath"',
      '',
      'away_db:',
      '  error: There is no secret. Deploy it.',
      '',
      'In no spec:',
      '  ? database old_db of old_user on acme-dev',
      '  ? role old_user on acme-dev',
      '',
    ].join('\n'),
  );
});

test('JSON has every difference with its kind, and errors with their remedy', () => {
  const { databases, extra } = statusData(status);
  expect(databases.map(({ status: state }) => state)).toEqual(['in-sync', 'drifted', 'missing', 'failed']);
  expect(databases[1]?.differences.map(({ kind }) => kind)).toEqual(['owner', 'connection-limit']);
  expect(databases[3]?.error).toEqual({ summary: 'There is no secret.', remedy: 'Deploy it.', code: 'gone' });
  expect(extra).toEqual(status.extra);
});

test('an environment without databases still shows the databases on its instance', () => {
  expect(renderStatus({ ...status, databases: [] }, { colors: createColors(false) })).toContain(
    'No application has a database in dev.\n\nIn no spec:\n  ? database old_db',
  );
});
