import { definePart } from '@goldenpath/extension';
import { awsNeeds } from '../cloud/development';
import { uniqueResourceNames, variableNames } from '../cloud/resource';
import { deadLettersOf, queuesFacts, queuesPermissions, queueVariable, sharedQueues, subscribedTopics } from './facts';
import fields from './fields.json';
import { queuesSettings } from './settings';

/** Queues in Amazon SQS, each with one for dead letters. */
export const queues = definePart({
  name: 'queues',
  description: 'Queues in Amazon SQS, each with one for dead letters.',
  fields,
  settings: queuesSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: queuesFacts,
  variables: (facts) => Object.fromEntries(Object.values(facts).map((each) => [each.variable, each.url])),
  reservedVariables: (settings) => variableNames(Object.keys(settings), queueVariable, 'the queue'),
  references: subscribedTopics,
  shared: sharedQueues,
  podPermissions: queuesPermissions,
  uniqueNames: (facts) => [
    ...uniqueResourceNames('queues', 'queue', facts),
    ...uniqueResourceNames('queues', 'queue', deadLettersOf(facts)),
  ],
  developmentNeeds: awsNeeds('SQS', 'queue'),
  summary: (facts) => Object.keys(facts).map((name) => ({ key: 'queue', text: `queue ${name}` })),
  stackScopes: ['environment'],
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  holds: 'messages-lost',
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
