import { documentation, own, reference, type ResourceCalls } from './types';

/** Tables of DynamoDB. Encryption with a key of the customer needs permissions for the key, which this table does not have. */
export const DYNAMODB_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_dynamodb_table',
    arn: 'arn:{partition}:dynamodb:{region}:{account}:table/{name}',
    create: own('dynamodb', 'CreateTable', 'TagResource', 'UpdateContinuousBackups', 'UpdateTimeToLive'),
    read: own('dynamodb', 'DescribeContinuousBackups', 'DescribeTable', 'DescribeTimeToLive', 'ListTagsOfResource'),
    update: own(
      'dynamodb',
      'TagResource',
      'UntagResource',
      'UpdateContinuousBackups',
      'UpdateTable',
      'UpdateTimeToLive',
    ),
    delete: own('dynamodb', 'DeleteTable'),
    source: [documentation('aws_dynamodb_table'), reference('amazondynamodb')],
  },
];
