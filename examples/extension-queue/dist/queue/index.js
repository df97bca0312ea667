'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.queue = void 0;
const extension_1 = require('@goldenpath/extension');
const facts_1 = require('./facts');
const schema_1 = require('./schema');
const settings_1 = require('./settings');
/** An SQS queue with a dead-letter queue, and the statements of the policy that lets the application use it. */
exports.queue = (0, extension_1.definePart)({
  name: 'queue',
  description: 'An SQS queue with a dead-letter queue.',
  fields: schema_1.fields,
  settings: settings_1.queueSettings,
  rules: () => require('./rules'),
  facts: facts_1.queueFacts,
  variables: ({ variable, url }) => ({ [variable]: url }),
  reservedVariables: (settings) => [{ names: [(0, facts_1.variableOf)(settings)], by: 'the queue' }],
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
  stacks: () => require('./stack'),
  review: () => require('./review'),
  explain: () => require('./explain'),
});
