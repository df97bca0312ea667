import { documentation, own, reference, type ResourceCalls } from './types';

const SQS = reference('amazonsqs');
const QUEUE = 'arn:{partition}:sqs:{region}:{account}:{name}';
/** Resources beside a queue name it by its URL, which holds its name after the apply. */
const ANY_QUEUE = 'arn:{partition}:sqs:{region}:{account}:*';
const SNS = reference('amazonsns');
const TOPIC = 'arn:{partition}:sns:{region}:{account}:{name}';
const ANY_TOPIC = 'arn:{partition}:sns:{region}:{account}:*';

/** A resource that is one attribute of a queue. */
function attributeOfQueue(type: string): ResourceCalls {
  return {
    type,
    arn: ANY_QUEUE,
    create: own('sqs', 'SetQueueAttributes'),
    read: own('sqs', 'GetQueueAttributes'),
    update: own('sqs', 'SetQueueAttributes'),
    delete: own('sqs', 'SetQueueAttributes'),
    source: [documentation(type), SQS],
  };
}

/** Queues and topics. */
export const MESSAGING_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_sqs_queue',
    arn: QUEUE,
    create: own('sqs', 'CreateQueue', 'TagQueue'),
    read: own('sqs', 'GetQueueAttributes', 'ListQueueTags'),
    update: own('sqs', 'SetQueueAttributes', 'TagQueue', 'UntagQueue'),
    delete: own('sqs', 'DeleteQueue'),
    source: [documentation('aws_sqs_queue'), SQS],
  },
  attributeOfQueue('aws_sqs_queue_policy'),
  attributeOfQueue('aws_sqs_queue_redrive_policy'),
  attributeOfQueue('aws_sqs_queue_redrive_allow_policy'),
  {
    type: 'aws_sns_topic',
    arn: TOPIC,
    create: own('sns', 'CreateTopic', 'SetTopicAttributes', 'TagResource'),
    read: own('sns', 'GetTopicAttributes', 'ListTagsForResource'),
    update: own('sns', 'SetTopicAttributes', 'TagResource', 'UntagResource'),
    delete: own('sns', 'DeleteTopic'),
    source: [documentation('aws_sns_topic'), SNS],
  },
  {
    type: 'aws_sns_topic_policy',
    arn: ANY_TOPIC,
    create: own('sns', 'SetTopicAttributes'),
    read: own('sns', 'GetTopicAttributes'),
    update: own('sns', 'SetTopicAttributes'),
    delete: own('sns', 'SetTopicAttributes'),
    source: [documentation('aws_sns_topic_policy'), SNS],
  },
  {
    type: 'aws_sns_topic_subscription',
    arn: ANY_TOPIC,
    create: own('sns', 'Subscribe'),
    // SNS authorizes actions on a subscription against the ARN of its topic.
    read: own('sns', 'GetSubscriptionAttributes', 'ListSubscriptionsByTopic'),
    update: own('sns', 'SetSubscriptionAttributes'),
    delete: own('sns', 'Unsubscribe'),
    source: [
      documentation('aws_sns_topic_subscription'),
      SNS,
      'https://github.com/hashicorp/terraform-provider-aws/pull/42117',
    ],
  },
];
