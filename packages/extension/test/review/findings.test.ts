import {
  type AppEnvironmentPair,
  type AppPair,
  departure,
  findingIn,
  type LostResource,
  reviewRuleIds,
  scopeText,
  withLostResources,
} from '@goldenpath/extension';

const lost: LostResource[] = [
  { app: 'jobs', environment: 'prod', address: 'aws_sqs_queue.jobs', how: 'destroys it' },
  { app: 'mail', environment: 'prod', address: 'aws_sqs_queue.mail', how: 'replaces it, because name changes' },
];

test('a lost resource is reported once in each scope', () => {
  const known = findingIn({ app: 'jobs', environment: 'prod' }, 'danger', 'It goes.', 'Drain it.');
  const found = withLostResources(
    { lostResources: (type) => (type === 'aws_sqs_queue' ? lost : []) },
    'aws_sqs_queue',
    [known],
    {
      what: 'The queue',
      also: ', nor do its messages',
      remedy: 'Drain it.',
    },
  );
  expect(found).toEqual([
    known,
    {
      severity: 'danger',
      app: 'mail',
      environment: 'prod',
      message:
        'The queue aws_sqs_queue.mail of mail in prod does not survive, nor do its messages: Terraform replaces it, because name changes.',
      remedy: 'Drain it.',
    },
  ]);
});

test.each([
  [{ app: 'jobs', environment: 'prod' }, 'jobs in prod'],
  [{ app: 'jobs', environment: null }, 'jobs'],
  [{ app: null, environment: 'prod' }, 'the platform in prod'],
])('%j is called %s', (scope, text) => {
  expect(scopeText(scope)).toBe(text);
});

test.each([
  [{ app: undefined, environment: {}, here: undefined }, 'jobs leaves the fleet'],
  [{ app: {}, environment: undefined, here: undefined }, 'The environment prod is gone'],
  [{ app: {}, environment: {}, here: undefined }, 'jobs no longer runs in prod'],
  [{ app: {}, environment: {}, here: {} }, undefined],
])('an application departs: %j', ({ app, environment, here }, text) => {
  const appsByName = new Map([['jobs', { name: 'jobs', base: {}, head: app } as unknown as AppPair]]);
  const pair = { app: 'jobs', environment: { name: 'prod', head: environment }, head: here };
  expect(departure({ appsByName }, pair as unknown as AppEnvironmentPair)).toBe(text);
});

test('rules come in order of rank, and those of an extension last', () => {
  const parts = [
    { review: () => ({ rules: [{ id: 'queue-loss' }] }) },
    {},
    {
      review: () => ({
        rules: [
          { id: 'storage-shrunk', rank: 70 },
          { id: 'database-loss', rank: 10 },
        ],
      }),
    },
  ];
  expect(reviewRuleIds({ parts })).toEqual([
    'database-loss',
    'immutable-field',
    'storage-shrunk',
    'plain-secret',
    'privilege-gained',
    'manifests-moved',
    'queue-loss',
  ]);
});
