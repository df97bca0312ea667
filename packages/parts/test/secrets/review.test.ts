import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const withSecrets =
  (secrets: object): Edit =>
  ({ apps }) => {
    apps['user-service'] = { ...apps['user-service'], environments: ['prod'], secrets };
  };

const made = 'goldenpath/prod/user-service/secrets/session_key';
const review = (before: object, after: object) => reviewOf(withSecrets(after), withSecrets(before));

test('a new secret has no value', () => {
  expect(found(review({}, { SESSION_KEY: {} }), 'secret-without-value')).toEqual([
    `warning user-service/prod: The stack makes ${made} without a value: new pods of user-service in prod do not start until it has one.`,
  ]);
});

test('a secret that exists is read from now on', () => {
  const changed = review({}, { KEY: { name: 'partner/api' }, ID: { name: 'partner/api', key: 'id' } });
  expect(found(changed, 'secret-read')).toEqual([
    'warning user-service/prod: user-service in prod reads partner/api of the secret store from now on.',
  ]);
  expect(found(changed, 'secret-without-value')).toEqual([]);
});

test('a removed entry is missing in the pods, and its own secret is deleted once', () => {
  const changed = review({ SESSION_KEY: {}, FILE: { name: 'a', mountPath: '/etc/x/y' } }, {});
  expect(found(changed, 'secret-removed')).toEqual([
    'warning user-service/prod: The pods of user-service in prod no longer get SESSION_KEY and /etc/x/y.',
  ]);
  expect(found(changed, 'secret-loss')).toEqual([
    `danger user-service/prod: user-service in prod no longer has it: the secret ${made} is deleted, and with it its value.`,
  ]);
});

test('an application that leaves loses its own secrets', () => {
  const changed = reviewOf(({ apps }) => delete apps['user-service'], withSecrets({ SESSION_KEY: {} }));
  expect(found(changed, 'secret-loss')).toEqual([
    `danger user-service/prod: user-service leaves the fleet: the secret ${made} is deleted, and with it its value.`,
  ]);
  expect(found(changed, 'secret-removed')).toEqual([]);
});

test('unchanged secrets are not mentioned', () => {
  const same = { SESSION_KEY: {}, KEY: { name: 'partner/api' } };
  expect(review(same, same).findings.filter(({ rule }) => rule.startsWith('secret-'))).toEqual([]);
});
