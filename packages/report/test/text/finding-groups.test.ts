import type { Finding } from '@goldenpath/review';
import { findingGroups } from '../../src/text/finding-groups';

const finding = (environment: string | null, message: string, more: Partial<Finding> = {}): Finding => ({
  rule: 'plain-secret',
  severity: 'danger',
  app: 'web',
  environment,
  message,
  remedy: `Take it out, or put \`accept: [{ environments: [${environment}] }]\` there.`,
  cause: 'web: env.TOKEN changes',
  overridden: null,
  ...more,
});

test('messages that are equal in several environments are merged, last environment first', () => {
  const [group, ...others] = findingGroups(
    ['dev', 'staging', 'prod'].map((name) => finding(name, `web in ${name} has a secret.`)),
  );
  expect(others).toEqual([]);
  expect(group).toMatchObject({
    environments: ['prod', 'staging', 'dev'],
    messages: ['web in prod, staging and dev has a secret.'],
    remedies: ['Take it out, or put `accept: [{ environments: [prod, staging, dev] }]` there.'],
    count: 3,
  });
});

test('messages that differ are all listed', () => {
  const [group] = findingGroups(
    ['dev', 'prod'].map((name) => finding(name, `web in ${name} loses ${name}.example.org.`)),
  );
  expect(group?.messages).toEqual(['web in prod loses prod.example.org.', 'web in dev loses dev.example.org.']);
});

test('a name inside a longer one is not replaced', () => {
  const messages = ['dev', 'prod'].map((name) => finding(name, `It is in dev-eu and in ${name}.`));
  expect(findingGroups(messages)[0]?.messages).toEqual(['It is in dev-eu and in prod and dev.']);
});

test('a renamed database is one row: two rules find the same cause in two environments', () => {
  const cause = 'orders: database.name orders → orders_v2';
  const of = (rule: string, environment: string) =>
    finding(environment, `${rule} in ${environment}.`, { rule, cause, app: 'orders', remedy: `Keep it (${rule}).` });
  const groups = findingGroups([
    of('database-loss', 'dev'),
    of('database-loss', 'prod'),
    of('secret-loss', 'dev'),
    of('secret-loss', 'prod'),
  ]);
  expect(groups).toEqual([
    {
      cause,
      severity: 'danger',
      overridden: null,
      rules: ['database-loss', 'secret-loss'],
      apps: ['orders'],
      environments: ['prod', 'dev'],
      messages: ['database-loss in prod and dev.', 'secret-loss in prod and dev.'],
      remedies: ['Keep it (database-loss).', 'Keep it (secret-loss).'],
      count: 4,
    },
  ]);
});

test('a platform change offers one `accept` for all applications', () => {
  const of = (app: string) =>
    finding(null, `${app} goes.`, {
      app,
      cause: 'platform: aws.region a → b',
      remedy: `To accept it, add \`accept: [{ rule: registry-loss, apps: [${app}], reason: … }]\` to the platform file.`,
    });
  const [group, ...others] = findingGroups([of('web'), of('billing')]);
  expect(others).toEqual([]);
  expect(group?.apps).toEqual(['web', 'billing']);
  expect(group?.remedies).toEqual([
    'To accept it, add `accept: [{ rule: registry-loss, apps: [billing, web], reason: … }]` to the platform file.',
  ]);
});

test.each([
  ['another cause', { cause: 'web: host changes' }],
  ['another severity', { severity: 'warning' }],
  ['an acceptance', { overridden: 'It was agreed.' }],
] as const)('%s is a row of its own', (_, more) => {
  const groups = findingGroups([finding('dev', 'A.'), finding('prod', 'A.', more)]);
  expect(groups.map(({ environments }) => environments)).toEqual([['dev'], ['prod']]);
});

test('a message without an environment is unchanged', () => {
  expect(findingGroups([finding(null, 'It goes.')])[0]).toMatchObject({ environments: [], messages: ['It goes.'] });
});
