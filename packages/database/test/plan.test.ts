import {
  type DesiredDatabase,
  NEW_CONTENTS,
  type Observed,
  type ObservedRole,
  planDatabase,
} from '@goldenpath/database';

const desired: DesiredDatabase = {
  app: 'orders',
  environment: 'dev',
  database: 'orders_db',
  role: 'orders_user',
  connectionLimit: 20,
  secretPath: 'goldenpath/dev/orders_db/postgres',
  instance: { identifier: 'example-dev', masterUsername: 'goldenpath' },
};
const nothing: Observed = { login: 'orders_user', roles: new Map(), password: 'cannot-tell' };
const role: ObservedRole = {
  canLogin: true,
  isSuperuser: false,
  createsDatabases: false,
  createsRoles: false,
  replicates: false,
  bypassesRowSecurity: false,
  inherits: true,
  connectionLimit: 20,
  expires: false,
  actsAs: null,
  isManaged: true,
  members: [],
};
const titles = (observed: Observed) => planDatabase(desired, observed, 'goldenpath').steps.map(({ title }) => title);

test('an empty server gets roles, the database, and grants, in this order', () => {
  expect(titles(nothing)).toMatchSnapshot();
});

test('a statement contains the verifier instead of the password', () => {
  const [create] = planDatabase(desired, nothing, 'goldenpath').steps;
  expect(create?.sql(() => `SCRAM-SHA-256$it's`)).toBe(
    `CREATE ROLE "orders_user" LOGIN NOCREATEDB NOCREATEROLE CONNECTION LIMIT 20 PASSWORD 'SCRAM-SHA-256$it''s'`,
  );
});

test('only an attribute that differs is altered', () => {
  const roles = new Map([['orders_user', { ...role, connectionLimit: -1 }]]);
  expect(titles({ ...nothing, roles, contents: NEW_CONTENTS })).toContain(
    'alter role "orders_user": CONNECTION LIMIT 20',
  );
});

test('after a rotation the second login acts as the owner', () => {
  const roles = new Map([['orders_user', role]]);
  expect(titles({ ...nothing, login: 'orders_user-b', roles })).toEqual(
    expect.arrayContaining([
      'create role "orders_user-b" with a login and the password of its secret',
      'grant role "orders_user" to "orders_user-b"',
      'make sessions of role "orders_user-b" act as "orders_user"',
    ]),
  );
});
