/** A bucket in S3: private, encrypted, and reached over TLS only. */
export interface WrittenS3Bucket {
  /**
   * Whether overwritten and deleted objects can be restored for some days: 7 at low risk, 30 at medium, 90 at high.
   *
   * @default true
   */
  readonly versions?: boolean;
  /**
   * Days after which objects are deleted. The default is never.
   *
   * @asType integer
   * @minimum 1
   * @maximum 3650
   */
  readonly expireAfterDays?: number;
}

/**
 * Buckets by name. `reports` gives the pods `REPORTS_BUCKET`.
 *
 * @propertyNames {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 20}
 * @maxProperties 10
 */
export interface WrittenS3Buckets {
  readonly [name: string]: WrittenS3Bucket;
}

/** The fields of buckets. */
export interface BucketsFields {
  /** @default {} */
  readonly buckets?: WrittenS3Buckets;
}

/** The fields that an environment may override. An override changes single fields of a bucket of the spec. */
export type BucketsOverrides = BucketsFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    buckets: BucketsFields;
  }
  interface WrittenOverrides {
    buckets: BucketsOverrides;
  }
  interface WrittenReviewRules {
    'bucket-loss': true;
    'objects-expire': true;
  }
}
