import { secretsInText } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { reviewChange } from '@goldenpath/review';
import { maskOf } from '../../src/secrets/mask';
import { FLEET, found, reviewOf } from '@goldenpath/testing/reviews';
import { comparisonOf, type Draft, edited, NO_PLANS } from '@goldenpath/testing/comparisons';

/** None of these was ever one; put together so that no scanner of this repository takes them for secrets. */
const PLANTED: Readonly<Record<string, string>> = {
  'a private key': ['-----BEGIN RSA PRIVATE', 'KEY-----\nMIIEowIBAAKCAQEAplanted\n-----END RSA PRIVATE KEY-----'].join(
    ' ',
  ),
  'an AWS access key': ['AKIA', 'PLANTEDPLANTED12'].join(''),
  'a GitHub token': ['ghp_', 'planted0planted0planted0planted0pla1'].join(''),
  'a GitLab token': ['glpat-', 'planted0planted0plan'].join(''),
  'a Slack token': ['xoxb-', '1234567890-planted'].join(''),
  'a Google API key': ['AIza', 'planted0planted0planted0planted0pla'].join(''),
  'a Stripe key': ['sk_live_', 'planted0planted0planted0'].join(''),
  'an npm token': ['npm_', 'planted0planted0planted0planted0pla1'].join(''),
  'a JSON Web Token': ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJwbGFudGVkIn0', 'cGxhbnRlZHBsYW50ZWQ'].join('.'),
};

test.each(Object.entries(PLANTED))('%s is known by its form, and hidden', (what, secret) => {
  expect(secretsInText(`before ${secret} after`)).toEqual([{ what, secret }]);
  expect(maskOf(new Set()).text(`before ${secret} after`)).not.toContain(secret);
});

test.each([
  ['postgres://me:hunter22@db/orders', 'postgres://me:[secret]@db/orders'],
  ['redis://:hunter22@cache:6379', 'redis://:[secret]@cache:6379'],
  ['Server=db;Password=hunter22;Encrypt=true', 'Server=db;Password=[secret];Encrypt=true'],
  ['--api-key=hunter22', '--api-key=[secret]'],
  ['https://x/?token=hunter22&y=1', 'https://x/?token=[secret]&y=1'],
  ['{"clientSecret":"hunter22","id":"shop"}', '{"clientSecret":"[secret]","id":"shop"}'],
  ['-Dspring.datasource.password=hunter22', '-Dspring.datasource.password=[secret]'],
  ['DB_PASSWORD=hunter22 node .', 'DB_PASSWORD=[secret] node .'],
  ['--header=Authorization: Bearer hunter22', '--header=Authorization: Bearer [secret]'],
  ['authorization=Basic aHVudGVyMjI=', 'authorization=Basic [secret]'],
])('of %s the password alone is hidden, and once', (text, expected) => {
  const mask = maskOf(new Set());
  expect(mask.text(text)).toBe(expected);
  expect(mask.text(mask.text(text))).toBe(expected);
});

test.each([
  'postgres://me:$(DB_PASS)@db/orders',
  'password=${DB_PASS}',
  'https://orders.example.com/a:b',
  'redis://cache:6379',
  'host, port, dbname, username, password',
  'token.actions.githubusercontent.com:aud',
  'arn:aws:secretsmanager:eu-west-2:123456789012:secret:goldenpath/prod/orders/postgres',
  '0123456789abcdef0123456789abcdef01234567',
])('%s is no secret', (text) => {
  expect(secretsInText(text)).toEqual([]);
  expect(maskOf(new Set()).text(text)).toBe(text);
});

// A pattern that backtracks without end would hang here.
test('a long text that looks like the start of a secret is read to its end', () => {
  const hostile = [
    'eyJ'.repeat(30000),
    'a://'.repeat(30000),
    'password='.repeat(20000),
    'aSecret='.repeat(20000),
    'authorization: basic '.repeat(10000),
    '-----BEGIN PRIVATE KEY-----'.repeat(5000),
  ];
  for (const text of hostile) expect(maskOf(new Set()).text(text)).toMatch(/./);
});

test('secrets are found in the sources of pods, and reported without their values', () => {
  const review = reviewOf(({ apps }) => {
    const app = apps['orders-api'];
    app.environments = ['prod'];
    delete app.overrides.staging;
    app.env.DB_URL = 'postgres://me:hunter22@db/orders';
    app.env.API_TOKEN = 'plain words';
    app.env.BUCKET_SECRET = '$(SOMEWHERE_ELSE)';
    app.args = ['--requirepass', 'swordfish', `--key=${PLANTED['an AWS access key']}`];
  });
  expect(found(review, 'plain-secret')).toEqual([
    'danger orders-api/prod: orders-api in prod has a secret in plain text: env.API_TOKEN (the value of a secret), env.DB_URL (a password in a URL), args[1] (the value of a secret) and args[2] (an AWS access key).',
  ]);
});

test('an existing secret is not a finding, at any position of the arguments', () => {
  const before = ({ apps }: { apps: Record<string, Draft> }) =>
    (apps['my-redis'].args = ['--requirepass', 'swordfish']);
  const review = reviewOf(
    ({ apps }) => (apps['my-redis'].args = ['--appendonly', 'yes', '--requirepass', 'swordfish']),
    before,
  );
  expect(found(review, 'plain-secret')).toEqual([]);
  expect(JSON.stringify(review)).not.toContain('swordfish');
});

test('masked text stays masked, whatever other secrets there are', () => {
  const mask = maskOf(new Set(['secret', 'ecre', 'xecrex']));
  expect(mask.text('secret xecrex ecre')).toBe('[secret] [secret] [secret]');
  expect(mask.text(mask.text('secret xecrex ecre'))).toBe('[secret] [secret] [secret]');
});

test('a secret that is an ordinary word takes no name away', () => {
  const review = reviewOf(({ apps }) => {
    apps['user-service'].args = ['--password', 'prod', '--token', 'spec', '--secret', 'a.b|c['];
    apps['user-service'].env.NOTE = 'a.b|c[ and axb';
  });
  expect(review.affected.map(({ environment }) => environment)).toEqual(['dev', 'test', 'staging', 'prod']);
  expect(review.manifests.map(({ changes }) => changes.at(-1))).toContainEqual({
    path: 'spec.template.spec.containers[user-service].args',
    before: null,
    after: ['--password', 'prod', '--token', '[secret]', '--secret', '[secret]'],
  });
  expect(review.manifests[0]?.changes).toEqual([{ path: 'data.NOTE', before: null, after: '[secret] and axb' }]);
});

describe('no secret is anywhere in a review', () => {
  const secrets = {
    ...PLANTED,
    'a password': 'hunter22',
    'the value of a flag': 'swordfish',
    'the value of a name': 'plain words',
  };

  test.each(Object.entries(secrets))('%s', (_, secret) => {
    const planted = edited(FLEET, ({ apps, platform }) => {
      for (const name of ['orders-api', 'user-service', 'my-redis']) {
        const app = apps[name];
        app.env = {
          ...app.env,
          URL: `https://me:${secret.replaceAll(/\s/g, '+')}@host/`,
          PLAIN: `x ${secret} y`,
          API_TOKEN: secret,
        };
        app.args = ['--password', secret, `--token=${secret}`];
        app.description = `Uses ${secret} for all`;
        app.overrides = {
          ...app.overrides,
          prod: { ...app.overrides?.prod, env: { PLAIN: `z ${secret}`, LONG: `${'x'.repeat(55)} ${secret}` } },
        };
      }
      platform.gitops.branch = secret;
    });
    const problem = `Terraform says ${secret}`;
    const plans = {
      ...NO_PLANS,
      source: 'real' as const,
      stacks: [
        {
          stack: 's',
          app: 'orders-api',
          environment: 'prod',
          status: 'failed' as const,
          changes: [],
          problems: [problem],
        },
      ],
    };
    const both = [comparisonOf(FLEET, planted, { plans }), comparisonOf(planted, FLEET, { plans })];
    for (const comparison of both) {
      const review = reviewChange(comparison, builtInRegistry);
      expect(review.affected.length).toBeGreaterThan(0);
      expect(textsOf(review).filter((text) => text.includes(secret))).toEqual([]);
    }
  });
});

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsOf(inner)]);
}
