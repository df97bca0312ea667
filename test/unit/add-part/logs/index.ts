import { definePart } from '@goldenpath/extension';
import { logsFacts } from './facts';
import fields from './fields.json';
import { logsSettings } from './settings';

/** A CloudWatch log group, and what makes Fluent Bit write to it. */
export const logs = definePart({
  name: 'logs',
  description: 'A CloudWatch log group, and what makes Fluent Bit write to it.',
  fields,
  settings: logsSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: logsFacts,
  variables: ({ group }) => ({ LOG_GROUP: group }),
  reservedVariables: (settings) => (settings === undefined ? [] : [{ names: ['LOG_GROUP'], by: 'the logs' }]),
  summary: ({ retentionDays }) => [{ key: 'note', text: `logs for ${retentionDays} days` }],
  charts: () => require('./charts') as typeof import('./charts'),
  stackScopes: ['environment'],
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => ({ resources: ['aws_cloudwatch_log_group'] }),
  review: () => (require('./review') as typeof import('./review')).review,
  explain: () => require('./explain') as typeof import('./explain'),
});
