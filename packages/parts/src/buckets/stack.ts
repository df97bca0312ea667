import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { StackInput } from '@goldenpath/extension';
import { literalJson, literalValues, policyDocument, protection } from '@goldenpath/extension/terraform';
import type { TerraformStack } from 'cdktf';
import type { BucketFacts, BucketsPart } from './types';

/** Parts of an upload that was never finished cost as much as objects, and are not listed with them. */
const UNFINISHED_UPLOAD_DAYS = 7;

/** Adds the buckets. */
export function environment(stack: TerraformStack, { facts, tags, use }: StackInput<BucketsPart>): void {
  use('aws');
  for (const [name, bucket] of Object.entries(facts)) addBucket(stack, `bucket-${name}`, bucket, literalValues(tags));
}

/** Names have single hyphens. After two of them, the name of a part of a resource cannot be that of another resource. */
function addBucket(stack: TerraformStack, id: string, facts: BucketFacts, tags: Record<string, string>): void {
  const bucket = new S3Bucket(stack, id, {
    bucket: facts.resourceName,
    forceDestroy: false,
    tags,
    ...protection(facts.isProtected),
  });
  const block = new S3BucketPublicAccessBlock(stack, `${id}--private`, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketOwnershipControls(stack, `${id}--owner`, {
    bucket: bucket.id,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
  });
  new S3BucketServerSideEncryptionConfigurationA(stack, `${id}--encryption`, {
    bucket: bucket.id,
    rule: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: facts.encryption },
        // One call to KMS for many objects, not for each.
        bucketKeyEnabled: facts.encryption === 'aws:kms',
      },
    ],
  });
  const versions = new S3BucketVersioningA(stack, `${id}--versions`, {
    bucket: bucket.id,
    // Versions that exist are kept when this is switched off.
    versioningConfiguration: { status: facts.keepVersionsDays === undefined ? 'Suspended' : 'Enabled' },
  });
  new S3BucketLifecycleConfiguration(stack, `${id}--lifecycle`, {
    bucket: bucket.id,
    rule: lifecycleRules(facts),
    dependsOn: [versions],
  });
  new S3BucketPolicy(stack, `${id}--policy`, {
    bucket: bucket.id,
    policy: literalJson(overTlsOnly(facts.arn)),
    // S3 refuses two changes of who may reach a bucket at the same time.
    dependsOn: [block],
  });
}

function lifecycleRules({ keepVersionsDays, expireAfterDays }: BucketFacts) {
  const everything = { prefix: '' };
  return [
    {
      id: 'unfinished-uploads',
      status: 'Enabled',
      filter: [everything],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: UNFINISHED_UPLOAD_DAYS }],
    },
    ...(keepVersionsDays === undefined
      ? []
      : [
          {
            id: 'old-versions',
            status: 'Enabled',
            filter: [everything],
            noncurrentVersionExpiration: [{ noncurrentDays: keepVersionsDays }],
          },
        ]),
    ...(expireAfterDays === undefined
      ? []
      : [{ id: 'expiry', status: 'Enabled', filter: [everything], expiration: [{ days: expireAfterDays }] }]),
  ];
}

/** Returns the policy that refuses requests without TLS. Permissions come from the roles. */
function overTlsOnly(arn: string) {
  return policyDocument({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
