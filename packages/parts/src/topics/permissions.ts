import type { PartPermissions } from '@goldenpath/extension';

export const permissions: PartPermissions = {
  resources: ['aws_sns_topic', 'aws_sns_topic_policy'],
};
