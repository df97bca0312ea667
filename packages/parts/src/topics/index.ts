import { definePart } from '@goldenpath/extension';
import { awsNeeds } from '../cloud/development';
import { uniqueResourceNames, variableNames } from '../cloud/resource';
import { sharedTopics, topicsFacts, topicsPermissions, topicVariable } from './facts';
import fields from './fields.json';
import { topicsSettings } from './settings';

/** Topics in Amazon SNS. */
export const topics = definePart({
  name: 'topics',
  description: 'Topics in Amazon SNS.',
  fields,
  settings: topicsSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: topicsFacts,
  variables: (facts) => Object.fromEntries(Object.values(facts).map((each) => [each.variable, each.arn])),
  reservedVariables: (settings) => variableNames(Object.keys(settings), topicVariable, 'the topic'),
  shared: sharedTopics,
  podPermissions: topicsPermissions,
  uniqueNames: (facts) => uniqueResourceNames('topics', 'topic', facts),
  developmentNeeds: awsNeeds('SNS', 'topic'),
  summary: (facts) => Object.keys(facts).map((name) => ({ key: 'topic', text: `topic ${name}` })),
  stackScopes: ['environment'],
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  holds: 'topic-loss',
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
