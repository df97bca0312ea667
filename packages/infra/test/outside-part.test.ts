import { createRegistry, definePart, type PartStacks } from '@goldenpath/extension';
import { literal } from '@goldenpath/extension/terraform';
import { environmentStack } from '@goldenpath/infra';
import { builtIn } from '@goldenpath/parts';
import { DataResource } from 'cdktf';
import { appFacts, appInEnvironment, platformFacts } from '@goldenpath/testing/facts/cloud';
import { parseConfiguration } from '@goldenpath/testing/rendered/configuration';

interface Queue {
  readonly label: string;
}

type Stacks = PartStacks<Queue, undefined, undefined>;

const inEnvironment = Object.assign(appInEnvironment(), { queue: { label: '${x}' } });

/** The stack of an application with a part of another package and the built-in ones. */
function stackWith(stacks: Stacks, stackScopes: readonly ['environment'] | readonly [] = ['environment']) {
  const queue = definePart<Queue>({ name: 'queue', description: 'A queue.', stackScopes, stacks: () => stacks });
  const registry = createRegistry([builtIn, { parts: [queue] }]);
  const file = environmentStack(appFacts(), inEnvironment, { platform: platformFacts(), registry });
  return parseConfiguration(file?.content ?? '{}');
}

const marker: Stacks = {
  environment: (stack, { app, environment, facts, tags, use }) => {
    use('aws');
    new DataResource(stack, 'queue', { input: { app, environment, label: literal(facts.label), tags } });
  },
};

test('a part of another package adds resources to those of the built-in parts', () => {
  const { resource, provider } = stackWith(marker);
  expect(resource['aws_secretsmanager_secret']).toBeDefined();
  expect(resource['terraform_data']?.['queue']?.['input']).toMatchObject({
    app: 'orders-api',
    environment: 'prod',
    label: '$${x}',
    tags: { id: 'orders-api' },
  });
  expect(provider['aws']).toHaveLength(1);
});

test('a part adds resources only to the stacks that it names, because its key covers no other', () => {
  expect(stackWith(marker, []).resource['terraform_data']).not.toHaveProperty('queue');
});

test('an error in a part names the part', () => {
  const broken: Stacks = {
    environment: () => {
      throw new Error('no account');
    },
  };
  expect(() => stackWith(broken)).toThrow(
    'The part queue cannot make the resources of app-orders-api-prod: no account',
  );
});
