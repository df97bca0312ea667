import type { PartPermissions } from '@goldenpath/extension';

export const permissions: PartPermissions = {
  resources: ['aws_sns_topic_subscription', 'aws_sqs_queue', 'aws_sqs_queue_policy'],
};
