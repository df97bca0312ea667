import { extraObjects, markText, parseMark, planRetirement, retiredName } from '@goldenpath/database';

const AT = new Date('2026-11-27T09:00:00Z');
const desired = {
  app: 'orders',
  environment: 'dev',
  database: 'orders',
  role: 'orders_user',
  connectionLimit: 20,
  secretPath: 'goldenpath/dev/orders/postgres',
  instance: { identifier: 'acme-dev', masterUsername: 'goldenpath' },
};

test('the name of a retired database contains the UTC day, and a number if the name is taken', () => {
  expect(retiredName('orders', AT, new Set())).toBe('orders_retired_20261127');
  const taken = new Set(['orders_retired_20261127', 'orders_retired_20261127_2']);
  expect(retiredName('orders', AT, taken)).toBe('orders_retired_20261127_3');
});

test('a long name fits into the 63 bytes of an identifier, and two names with the same beginning stay different', () => {
  const names = ['a', 'b'].map((end) => retiredName('x'.repeat(62) + end, AT, new Set()));
  for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
  expect(names[0]).not.toBe(names[1]);
  expect(Buffer.byteLength(retiredName('ü'.repeat(31), AT, new Set()))).toBeLessThanOrEqual(63);
});

test('a mark is read back unchanged, and other comments are not marks', () => {
  const mark = { database: `it's`, role: '"r"', retiredAt: AT, backup: 'snapshot-1' };
  expect(parseMark(markText(mark))).toEqual(mark);
  for (const comment of [null, '', 'goldenpath/retired', '{"kind":"goldenpath/retired"}', '[]', 'null'])
    expect(parseMark(comment)).toBeUndefined();
});

test('a role that can log in again is not dropped', () => {
  const role = {
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
  const plan = (canLogin: boolean) =>
    planRetirement(
      { desired, graceDays: 30 },
      { roles: new Map([['orders_user', { ...role, canLogin }]]), sessions: [], master: 'goldenpath' },
      { now: AT, backup: 'a copy' },
    );
  expect(plan(true)).toEqual({ state: 'dropped', steps: [] });
  expect(plan(false).steps).toEqual([{ kind: 'drop-role', title: 'drop role "orders_user"', role: 'orders_user' }]);
});

test('databases without a spec and provisioned roles are extra, and roles of people are not', () => {
  const databases = [
    { name: 'orders', owner: 'orders_user' },
    { name: 'old', owner: 'old_user' },
    {
      name: 'orders_retired_20261127',
      owner: 'orders_user',
      comment: markText({ ...desired, retiredAt: AT, backup: 'b' }),
    },
  ];
  const roles = ['alice', 'old_user', 'old_user-reader', 'orders_user', 'orders_user-b', 'orders_user-reader'];
  expect(extraObjects({ databases, roles }, [desired])).toEqual([
    { kind: 'database', name: 'old', owner: 'old_user' },
    { kind: 'role', name: 'old_user' },
    { kind: 'role', name: 'old_user-reader' },
  ]);
});
