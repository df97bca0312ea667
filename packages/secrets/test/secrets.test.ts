import { createHash } from 'node:crypto';
import {
  replaceSecrets,
  secretFormsInText,
  secretsInText,
  secretsOfArguments,
  secretsOfVariable,
} from '@goldenpath/secrets';
import { ORDINARY, PLANTED } from '@goldenpath/testing/planted-secrets';

describe('secrets of variables', () => {
  test.each(Object.entries(PLANTED))('%s holds a secret', (name, value) => {
    expect(secretsOfVariable(name, value)).not.toEqual([]);
  });

  test.each(Object.entries(ORDINARY))('%s holds none', (name, value) => {
    expect(secretsOfVariable(name, value)).toEqual([]);
  });

  it('are not found in hashes, identifiers or base64, whatever the bytes', () => {
    const values = Array.from({ length: 2000 }, (_, run) => {
      const bytes = createHash('sha512')
        .update(String(run))
        .digest()
        .subarray(run % 48);
      return [bytes.toString('hex'), `sha256:${bytes.toString('hex')}`, bytes.toString('base64')];
    });
    expect(values.flat().filter((value) => secretsInText(value).length > 0)).toEqual([]);
  });
});

describe('secrets of arguments', () => {
  it('follow the flags that name them', () => {
    expect(secretsOfArguments(['--requirepass', 'swordfish', '--token', '$(TOKEN)', '--password', '--yes'])).toEqual([
      { index: 1, what: 'the value of a secret', secret: 'swordfish' },
    ]);
  });

  it('follow short flags of programs', () => {
    expect(secretsOfArguments(['redis-cli', '-a', 'swordfish', 'ping'])).toEqual([
      { index: 2, what: 'a password', secret: 'swordfish' },
    ]);
    expect(secretsOfArguments(['mysqladmin', 'ping', '-uroot', '-pswordfish'])).toEqual([
      { index: 3, what: 'a password', secret: 'swordfish' },
    ]);
    expect(secretsOfArguments(['redis-cli', '-a', '$(CACHE_PASS)', '-p', '6379', 'ping'])).toEqual([]);
    expect(secretsOfArguments(['serve', '-a', 'swordfish', '-pswordfish'])).toEqual([]);
  });
});

describe('flags in a script', () => {
  it.each([
    'mysql --password hunter2hunter2 db',
    "x && y --api-key 'k1234567'",
    'sh -c "curl --access-token t0ps3cret"',
    'gpg --passphrase t0ps3cret',
    'redis-server --requirepass t0ps3cret',
    'redis-cli -h cache -a swordfish ping',
    'sh -c "mysqladmin ping -h localhost -u root -pswordfish || exit 1"',
    'mariadb-admin ping -pswordfish',
    'PGPASSWORD=swordfish pg_isready',
    'curl -fsu admin:swordfish http://cache/health',
    'curl --user admin:swordfish http://cache/health',
    'DJANGO_SECRET_KEY=swordfish',
    'secret_key_base: swordfish',
  ])('mark the word after them: %s', (script) => {
    expect(secretsInText(script)).toHaveLength(1);
    expect(replaceSecrets(script, () => '[secret]')).toContain('[secret]');
    expect(secretsInText(replaceSecrets(script, () => '[secret]'))).toEqual([]);
  });

  it.each([
    'mysql --password $DB_PASS',
    'mysql --password "$DB_PASS1"',
    'x --password $(DB_PASS1)',
    'Pass --token with each call, --secret --v2',
    'x --password-file /run/secrets/db1',
    'x --token-ttl 3600',
    'redis-cli -a $REDIS_PASS ping',
    'curl -u admin:$PASS http://cache/health',
    'curl -u "$LOGIN" http://localhost:8080/health',
    'curl -fsS http://localhost:8080/menu:items',
    'curl --user-agent=shop:v123 http://localhost:8080',
    'redis-cli -h cache -p 6379 ping',
    'mysqladmin ping -p"$MYSQL_PWD" -P 3306 --protocol=tcp',
    'mysql ping; serve -pswordfish',
    'PGPASSWORD=$DB_PASS psql',
    'secretKey: DB_HOST',
    'secret_key_name: swordfish',
  ])('mark no reference, no other flag and no sentence: %s', (script) => {
    expect(secretsInText(script)).toEqual([]);
  });
});

describe('forms of secrets', () => {
  it('are not words of a description', () => {
    expect(secretFormsInText('Password: reset it here. Token=opaque, secret: kept elsewhere')).toEqual([]);
  });

  it('are replaced, and the text around them is kept', () => {
    expect(replaceSecrets('redis://:hunter22@cache:6379', (secret) => '*'.repeat(secret.length))).toBe(
      'redis://:********@cache:6379',
    );
    for (const value of Object.values(ORDINARY)) expect(replaceSecrets(value, () => '')).toBe(value);
  });
});
