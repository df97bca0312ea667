import { complaintsAbout } from '@goldenpath/testing/written-fleet';

const APP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };
const about = (secrets: object, more: object = {}) => complaintsAbout({ ...APP, ...more, secrets });

test.each([
  ['a variable of the platform', { APP_ENV: {} }, {}, 'variable-taken: `APP_ENV` is already set by the platform.'],
  ['a variable of `env`', { MODE: {} }, { env: { MODE: 'x' } }, 'variable-taken: `MODE` is already set by `secrets`.'],
  [
    'a variable of `env` that one environment makes a secret',
    {},
    { env: { MODE: 'x' }, overrides: { dev: { secrets: { MODE: {} } } } },
    'variable-taken: `MODE` is already set by `env` in dev.',
  ],
  [
    'a variable of the database',
    { DB_PASS: {} },
    { kind: 'backend-app-rds', database: { name: 'shop', username: 'shop_app' } },
    'variable-taken: `DB_PASS` is already set by the database.',
  ],
  ['a name with a space', { 'MY KEY': {} }, {}, 'bad-name: "MY KEY" cannot be a name here.'],
  ['a field that is misspelt', { KEY: { nam: 'x' } }, {}, 'unknown-field: `nam` is unknown here: did you mean `name`?'],
  [
    'a value in place of a name',
    { KEY: 'hunter2' },
    {},
    'wrong-type: `secrets.KEY` must be a mapping of fields to values, but is the text "hunter2".',
  ],
  [
    'no name, and nothing to make',
    { KEY: { create: false } },
    {},
    'bad-secret-name: `KEY` names no secret, and the stack does not make one.',
  ],
  [
    'a name that AWS takes for a part of an ARN',
    { KEY: { name: 'api-client', create: true } },
    {},
    'bad-secret-name: "api-client" cannot be the name of a secret that the stack makes.',
  ],
  [
    'the password of another application',
    { KEY: { name: 'goldenpath/prod/orders/postgres', key: 'password' } },
    {},
    'secret-of-another: "goldenpath/prod/orders/postgres" belongs to the stack of an application.',
  ],
  [
    'the password of a master',
    { KEY: { name: 'rds!db-1234' } },
    {},
    'bad-format: `secrets.KEY.name` cannot be the text "rds!db-1234".',
  ],
  [
    'a file in a folder of the system',
    { KEY: { mountPath: '/etc/key.pem' } },
    {},
    'mount-path-taken: The folder /etc of "/etc/key.pem" would hide files of the image.',
  ],
  ['a file in /tmp', { KEY: { mountPath: '/tmp/key' } }, {}, 'mount-path-taken: /tmp is already in use in every pod.'],
  [
    'a name that leads to the secret of another application',
    { KEY: { name: 'partner/../goldenpath/prod/users/users_db' } },
    {},
    'bad-secret-name: "partner/../goldenpath/prod/users/users_db" is not a plain name.',
  ],
  [
    'the secret of another application after a slash',
    { KEY: { name: '/goldenpath/prod/users/users_db' } },
    {},
    'secret-of-another: "/goldenpath/prod/users/users_db" belongs to the stack of an application.',
  ],
  [
    'a path with dots',
    { KEY: { mountPath: '/srv/../etc/key' } },
    {},
    'mount-path-taken: "/srv/../etc/key" is not a plain path.',
  ],
  [
    'two files at one path',
    { A: { mountPath: '/srv/a/key' }, B: { mountPath: '/srv/a/key' } },
    {},
    'mount-path-taken: `B` is at "/srv/a/key" as well.',
  ],
  [
    'a folder in a read-only folder',
    { A: { mountPath: '/srv/a/key' }, B: { mountPath: '/srv/a/b/key' } },
    {},
    'mount-path-taken: The folder of "/srv/a/b/key" is inside that of `A`, which is read-only.',
  ],
  [
    'a file on the volume',
    { KEY: { mountPath: '/data/keys/key' } },
    { kind: 'stateful-app', storage: { size: '1Gi', mountPath: '/data' } },
    'mount-path-taken: "/data/keys/key" and the volume at /data are in one folder.',
  ],
])('%s is refused', async (_what, secrets, more, complaint) => {
  expect((await about(secrets, more))[0]).toBe(complaint);
});

test('lower-case names, and several keys of one new secret, are valid', async () => {
  const partner = (key: string) => ({ create: true, name: 'partner', key });
  expect(await about({ http_token: {}, PARTNER_ID: partner('id'), PARTNER_KEY: partner('key') })).toEqual([]);
});

test('a value of a secret is refused in place of its name', async () => {
  const name = ['AKIA', 'IOSFODNN7QWERTYU'].join('');
  expect(await about({ KEY: { name } })).toContainEqual(expect.stringContaining('secret-in-plain-text'));
});
