import type { CloudResource, CloudResources } from '../cloud/resource';

/** A bucket of an application in one environment. */
export interface BucketFacts extends CloudResource {
  /** What it is encrypted with: keys of S3, or a key of AWS in KMS. */
  readonly encryption: 'AES256' | 'aws:kms';
  /** Days that overwritten and deleted objects are kept. @default they are not kept */
  readonly keepVersionsDays?: number;
  /** @default objects do not expire */
  readonly expireAfterDays?: number;
}

/** The buckets of an application in one environment, by their name in the spec. */
export type BucketsPart = CloudResources<BucketFacts>;
