/** Something outside of the pods that they use, and that `goldenpath dev` replaces on a machine, or says that it is missing there. */
export type DevelopmentNeed = AwsNeed | RedisNeed;

/** A resource in AWS. A server on the machine can answer in its place. */
export interface AwsNeed {
  readonly kind: 'aws';
  /** The service as the variable `AWS_ENDPOINT_URL_<SERVICE>` names it. */
  readonly service: 'DYNAMODB' | 'S3' | 'SNS' | 'SQS';
  /** Such as `the queue jobs`. */
  readonly what: string;
  /** Its name in AWS. */
  readonly resourceName: string;
  /** The variable of the pods that they find it by. */
  readonly variable: string;
}

/** A server that speaks the protocol of Redis. */
export interface RedisNeed {
  readonly kind: 'redis';
  /** Such as `the cache sessions`. */
  readonly what: string;
  /** The secret with its login: `host`, `port`, `username` and `password`. */
  readonly secretPath: string;
}
