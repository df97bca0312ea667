import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { PartStacks, StackInput } from '@goldenpath/extension';
import type { TerraformStack } from 'cdktf';
import type { QueueFacts } from './facts';

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
export const environment: NonNullable<PartStacks<QueueFacts, undefined, undefined>['environment']> = (stack, input) => {
  input.use('aws');
  const deadLetters = addDeadLetters(stack, input);
  addQueue(stack, input, deadLetters);
  addPolicy(stack, input);
};

function addDeadLetters(stack: TerraformStack, { facts, tags }: StackInput<QueueFacts>): SqsQueue {
  return new SqsQueue(stack, 'queue-dead-letters', {
    name: facts.deadLetterName,
    messageRetentionSeconds: DEAD_LETTER_SECONDS,
    sqsManagedSseEnabled: true,
    tags: { ...tags },
  });
}

function addQueue(stack: TerraformStack, { facts, tags }: StackInput<QueueFacts>, deadLetters: SqsQueue): void {
  new SqsQueue(stack, 'queue', {
    name: facts.name,
    visibilityTimeoutSeconds: facts.visibilityTimeoutSeconds,
    sqsManagedSseEnabled: true,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: facts.maxReceives }),
    tags: { ...tags },
    ...(facts.isProtected && { lifecycle: { preventDestroy: true } }),
  });
}

function addPolicy(stack: TerraformStack, { facts, tags }: StackInput<QueueFacts>): void {
  new IamPolicy(stack, 'queue-policy', {
    name: facts.policyName,
    description: `What the application may do with ${facts.name}`,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ACTIONS, Resource: facts.arn }],
    }),
    tags: { ...tags },
  });
}
