import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { literal, literalValues, protection } from '@goldenpath/extension/terraform';
import type { Construct } from 'constructs';
import type { BootstrapFacts, StateBucket } from './facts';

/** Older versions of a state are its backups. */
const DAYS_OF_OLD_VERSIONS = 365;

/** Adds a bucket for states: versioned, encrypted, private, and over TLS only. */
export function addStateBucket(
  scope: Construct,
  { bucket: name, kmsKeyId, policy, region }: StateBucket,
  { aws, isProtected, tags }: Pick<BootstrapFacts, 'aws' | 'isProtected' | 'tags'>,
): void {
  const id = `state-${name}`;
  // A bucket is in the region of its states, which can be another one than that of the account's settings.
  const place = region === aws.region ? {} : { region: literal(region) };
  const made = new S3Bucket(scope, id, {
    ...place,
    bucket: literal(name),
    tags: literalValues(tags),
    ...protection(isProtected),
  });
  const at = { ...place, bucket: made.bucket };
  const versioning = new S3BucketVersioningA(scope, `${id}-versioning`, {
    ...at,
    versioningConfiguration: { status: 'Enabled' },
  });
  new S3BucketServerSideEncryptionConfigurationA(scope, `${id}-encryption`, {
    ...at,
    rule: [
      {
        applyServerSideEncryptionByDefault:
          kmsKeyId === undefined
            ? { sseAlgorithm: 'AES256' }
            : { sseAlgorithm: 'aws:kms', kmsMasterKeyId: literal(kmsKeyId) },
        bucketKeyEnabled: true,
      },
    ],
  });
  new S3BucketOwnershipControls(scope, `${id}-ownership`, {
    ...at,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
  });
  const block = new S3BucketPublicAccessBlock(scope, `${id}-public-access`, {
    ...at,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  // S3 refuses a policy while the settings of public access change.
  new S3BucketPolicy(scope, `${id}-policy`, { ...at, policy: literal(policy), dependsOn: [block] });
  new S3BucketLifecycleConfiguration(scope, `${id}-lifecycle`, {
    ...at,
    rule: [
      {
        id: 'old-versions',
        status: 'Enabled',
        filter: [{ prefix: '' }],
        noncurrentVersionExpiration: [{ noncurrentDays: DAYS_OF_OLD_VERSIONS }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      },
    ],
    dependsOn: [versioning],
  });
}
