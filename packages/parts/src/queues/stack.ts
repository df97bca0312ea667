import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import type { StackInput } from '@goldenpath/extension';
import {
  literalJson,
  literalValues,
  policyDocument,
  type PolicyStatement,
  protection,
} from '@goldenpath/extension/terraform';
import type { TerraformStack } from 'cdktf';
import type { QueueFacts, QueuesPart } from './types';

const SECONDS_PER_DAY = 86_400;

/** The longest that SQS keeps a message. */
const DEAD_LETTER_DAYS = 14;

/** Adds the queues. */
export function environment(stack: TerraformStack, { facts, tags, use }: StackInput<QueuesPart>): void {
  use('aws');
  for (const [name, queue] of Object.entries(facts)) addQueue(stack, `queue-${name}`, queue, literalValues(tags));
}

/** Names have single hyphens. After two of them, the name of a part of a resource cannot be that of another resource. */
function addQueue(stack: TerraformStack, id: string, facts: QueueFacts, tags: Record<string, string>): void {
  const common = { sqsManagedSseEnabled: true, tags, ...(facts.fifo && { fifoQueue: true }) };
  const deadLetters = new SqsQueue(stack, `${id}--dead-letters`, {
    name: facts.deadLetters.resourceName,
    messageRetentionSeconds: DEAD_LETTER_DAYS * SECONDS_PER_DAY,
    // The ARN is written out: each of the two queues names the other.
    redriveAllowPolicy: literalJson({ redrivePermission: 'byQueue', sourceQueueArns: [facts.arn] }),
    ...common,
    ...protection(facts.isProtected),
  });
  const queue = new SqsQueue(stack, id, {
    name: facts.resourceName,
    visibilityTimeoutSeconds: facts.visibilityTimeoutSeconds,
    messageRetentionSeconds: facts.retentionDays * SECONDS_PER_DAY,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: facts.maxReceives }),
    ...common,
    ...protection(facts.isProtected),
  });
  const policy = new SqsQueuePolicy(stack, `${id}--policy`, {
    queueUrl: queue.url,
    policy: literalJson(policyDocument(overTlsOnly(facts.arn), ...fromTopics(facts), ...readByKeda(facts))),
  });
  for (const topic of facts.topics ?? []) {
    new SnsTopicSubscription(stack, `${id}--from-${topic.id}`, {
      topicArn: topic.arn,
      protocol: 'sqs',
      endpoint: facts.arn,
      // Without the envelope of SNS, a message from a topic is like any other message.
      rawMessageDelivery: true,
      dependsOn: [policy, ...(topic.address === undefined ? [] : [{ fqn: topic.address }])],
    });
  }
}

function overTlsOnly(arn: string): PolicyStatement {
  return {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 'sqs:*',
    Resource: arn,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** KEDA reads how many messages wait. It receives none. */
function readByKeda({ arn, readBy }: QueueFacts): PolicyStatement[] {
  if (readBy === undefined) return [];
  return [{ Effect: 'Allow', Principal: { AWS: readBy }, Action: 'sqs:GetQueueAttributes', Resource: arn }];
}

function fromTopics({ arn, topics = [] }: QueueFacts): PolicyStatement[] {
  if (topics.length === 0) return [];
  return [
    {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arn,
      Condition: { ArnEquals: { 'aws:SourceArn': topics.map((topic) => topic.arn) } },
    },
  ];
}
