import { documentation, own, reference, type ResourceCalls } from './types';

const PAGE = reference('amazons3');
/** Since 6.23.0, the provider sends tags with `CreateBucket`, and reads and changes them as tags of a resource. */
const TAGS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-create-tag.html';
const ARN = 'arn:{partition}:s3:::{bucket}';

function setting(type: string, name: string): ResourceCalls {
  return {
    type,
    arn: ARN,
    create: own('s3', `Put${name}`),
    read: own('s3', `Get${name}`),
    update: own('s3', `Put${name}`),
    delete: own('s3', `Put${name}`),
    source: [documentation(type), PAGE],
  };
}

/** Buckets. The provider reads every setting of a bucket, also those that other resources manage. */
export const S3_CALLS: readonly ResourceCalls[] = [
  {
    type: 'aws_s3_bucket',
    arn: ARN,
    create: own('s3', 'CreateBucket', 'PutBucketTagging', 'TagResource'),
    read: own(
      's3',
      'GetAccelerateConfiguration',
      'GetBucketAcl',
      'GetBucketCORS',
      'GetBucketLogging',
      'GetBucketObjectLockConfiguration',
      'GetBucketPolicy',
      'GetBucketRequestPayment',
      'GetBucketTagging',
      'GetBucketVersioning',
      'GetBucketWebsite',
      'GetEncryptionConfiguration',
      'GetLifecycleConfiguration',
      'GetReplicationConfiguration',
      'ListBucket',
      'ListTagsForResource',
    ),
    update: own('s3', 'PutBucketTagging', 'TagResource', 'UntagResource'),
    delete: own('s3', 'DeleteBucket'),
    source: [documentation('aws_s3_bucket'), PAGE, TAGS],
  },
  setting('aws_s3_bucket_versioning', 'BucketVersioning'),
  setting('aws_s3_bucket_server_side_encryption_configuration', 'EncryptionConfiguration'),
  setting('aws_s3_bucket_public_access_block', 'BucketPublicAccessBlock'),
  setting('aws_s3_bucket_lifecycle_configuration', 'LifecycleConfiguration'),
  setting('aws_s3_bucket_ownership_controls', 'BucketOwnershipControls'),
  setting('aws_s3_bucket_cors_configuration', 'BucketCORS'),
  setting('aws_s3_bucket_logging', 'BucketLogging'),
  setting('aws_s3_bucket_notification', 'BucketNotification'),
  {
    type: 'aws_s3_bucket_policy',
    arn: ARN,
    create: own('s3', 'PutBucketPolicy'),
    read: own('s3', 'GetBucketPolicy'),
    update: own('s3', 'PutBucketPolicy'),
    delete: own('s3', 'DeleteBucketPolicy'),
    source: [documentation('aws_s3_bucket_policy'), PAGE],
  },
];
