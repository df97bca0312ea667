import type { PartPermissions } from '@goldenpath/extension';

const QUEUE = 'arn:{partition}:sqs:{region}:{account}:{name}';

/** What Terraform calls for the queues, and the names of the policies: the roles of `bootstrap` get exactly these permissions. */
export const permissions: PartPermissions = {
  resources: ['aws_iam_policy', 'aws_sqs_queue'],
  names: { aws_iam_policy: ['*-queue'] },
  calls: [
    {
      type: 'aws_sqs_queue',
      arn: QUEUE,
      create: [{ action: 'sqs:CreateQueue' }, { action: 'sqs:TagQueue' }],
      read: [{ action: 'sqs:GetQueueAttributes' }, { action: 'sqs:ListQueueTags' }],
      update: [{ action: 'sqs:SetQueueAttributes' }, { action: 'sqs:TagQueue' }, { action: 'sqs:UntagQueue' }],
      delete: [{ action: 'sqs:DeleteQueue' }],
      source: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html'],
    },
  ],
};
