import { definePart } from '@goldenpath/extension';
import { queueFacts, variableOf } from './facts';
import { fields } from './schema';
import { queueSettings } from './settings';

/** An SQS queue with a dead-letter queue, and the statements of the policy that lets the application use it. */
export const queue = definePart({
  name: 'queue',
  description: 'An SQS queue with a dead-letter queue.',
  fields,
  settings: queueSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: queueFacts,
  variables: ({ variable, url }) => ({ [variable]: url }),
  reservedVariables: (settings) => [{ names: [variableOf(settings)], by: 'the queue' }],
  uniqueNames: ({ name }) => [
    {
      rule: 'queue-taken',
      what: `the queue "${name}"`,
      path: ['queue', 'name'],
      remedy: 'Give one of the two another `queue.name`.',
    },
  ],
  summary: ({ name }) => [{ key: 'queue', text: `queue ${name}` }],
  stackScopes: ['environment'],
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  review: () => require('./review') as typeof import('./review'),
  explain: () => require('./explain') as typeof import('./explain'),
});
