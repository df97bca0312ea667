import type { Behaviour } from '../behaviour';
import { text } from '../made-up';

/** Returns a setting of a bucket: each bucket has one of each type. */
function setting(type: string, json: readonly string[] = []): Behaviour {
  return {
    type,
    key: (values) => text(values['bucket']),
    adopts: true,
    computed: (values) => ({
      id: text(values['bucket']),
      ...(type.endsWith('lifecycle_configuration') && {
        expected_bucket_owner: '',
        transition_default_minimum_object_size: 'all_storage_classes_128K',
      }),
    }),
    references: [
      {
        attribute: 'bucket',
        types: ['aws_s3_bucket'],
        by: 'bucket',
        missing: (name) => `NoSuchBucket: The specified bucket does not exist: ${name}`,
      },
    ],
    json,
  };
}

/** Settings of buckets. */
export const S3_SETTINGS: readonly Behaviour[] = [
  setting('aws_s3_bucket_lifecycle_configuration'),
  setting('aws_s3_bucket_ownership_controls'),
  setting('aws_s3_bucket_policy', ['policy']),
  setting('aws_s3_bucket_public_access_block'),
  setting('aws_s3_bucket_server_side_encryption_configuration'),
  setting('aws_s3_bucket_versioning'),
];
