'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.environment = void 0;
const iam_policy_1 = require('@cdktf/provider-aws/lib/iam-policy');
const sqs_queue_1 = require('@cdktf/provider-aws/lib/sqs-queue');
/** Fourteen days, the longest that SQS keeps a message. */
const DEAD_LETTER_SECONDS = 1_209_600;
const ACTIONS = [
  'sqs:SendMessage',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueAttributes',
];
/** The queue, its dead-letter queue, and the policy of what the application may do with it. */
const environment = (stack, input) => {
  input.use('aws');
  const deadLetters = addDeadLetters(stack, input);
  addQueue(stack, input, deadLetters);
  addPolicy(stack, input);
};
exports.environment = environment;
function addDeadLetters(stack, { facts, tags }) {
  return new sqs_queue_1.SqsQueue(stack, 'queue-dead-letters', {
    name: facts.deadLetterName,
    messageRetentionSeconds: DEAD_LETTER_SECONDS,
    sqsManagedSseEnabled: true,
    tags: { ...tags },
  });
}
function addQueue(stack, { facts, tags }, deadLetters) {
  new sqs_queue_1.SqsQueue(stack, 'queue', {
    name: facts.name,
    visibilityTimeoutSeconds: facts.visibilityTimeoutSeconds,
    sqsManagedSseEnabled: true,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: facts.maxReceives }),
    tags: { ...tags },
    ...(facts.isProtected && { lifecycle: { preventDestroy: true } }),
  });
}
function addPolicy(stack, { facts, tags }) {
  new iam_policy_1.IamPolicy(stack, 'queue-policy', {
    name: facts.policyName,
    description: `What the application may do with ${facts.name}`,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ACTIONS, Resource: facts.arn }],
    }),
    tags: { ...tags },
  });
}
