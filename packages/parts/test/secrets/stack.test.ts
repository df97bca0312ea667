import { appStacks } from '@goldenpath/infra';
import { builtInRegistry } from '@goldenpath/parts';
import { openWritten } from '@goldenpath/testing/written-fleet';
import { parseConfiguration, resourcesOf } from '@goldenpath/testing/rendered/configuration';

const APP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team', risk: 'high' };

async function stacksOf(secrets: object, more: object = {}) {
  const { facts } = await openWritten([{ ...APP, ...more, secrets }]);
  const [app] = facts.apps;
  if (app === undefined) throw new Error('There is no application.');
  return new Map(appStacks(app, facts.platform, builtInRegistry).map(({ path, content }) => [path, content]));
}

async function secretsIn(secrets: object, more: object = {}) {
  const content = (await stacksOf(secrets, more)).get('stacks/app-shop-prod/cdk.tf.json');
  return resourcesOf(parseConfiguration(content ?? '{}'));
}

test('a secret is made without a value: none is in a plan or a state', async () => {
  const resources = await secretsIn({ SESSION_KEY: {}, TOKEN: { create: true, name: 'session_key', key: 'token' } });
  expect(resources.map(({ type, name }) => `${type}.${name}`)).toEqual([
    'aws_secretsmanager_secret.own-secret-session_key',
  ]);
  expect(resources[0]?.block).toMatchObject({
    name: 'goldenpath/prod/shop/secrets/session_key',
    recovery_window_in_days: 30,
    tags: { environment: 'prod', id: 'shop' },
    lifecycle: { prevent_destroy: true },
  });
});

test('an accepted loss removes the protection', async () => {
  const accept = [{ rule: 'secret-loss', reason: 'The session key is worth nothing' }];
  const [secret] = await secretsIn({ SESSION_KEY: {} }, { accept });
  expect(JSON.stringify(secret?.block)).not.toContain('prevent_destroy');
});

test('existing secrets need no stack', async () => {
  const stacks = await stacksOf({ PARTNER_KEY: { name: 'partner/api' } });
  expect([...stacks.keys()]).toEqual(['stacks/app-shop/cdk.tf.json']);
});
