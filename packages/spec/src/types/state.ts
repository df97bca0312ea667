/** A bucket of Terraform states, and how it is reached. */
export interface WrittenStateBucket {
  /**
   * The bucket.
   *
   * @pattern ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$
   */
  readonly bucket: string;
  /**
   * The bucket's region. The default is the region of what the states describe.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-[0-9]$
   */
  readonly region?: string;
  /**
   * The prefix of every state's key. The default is that of the platform's `state`, or `goldenpath`.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._/-]*$
   * @maxLength 200
   */
  readonly keyPrefix?: string;
  /**
   * The ARN of the KMS key that encrypts the states. The default is the key of S3.
   *
   * @pattern ^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key/[A-Za-z0-9-]+|alias/[A-Za-z0-9/_-]+)$
   * @maxLength 400
   */
  readonly kmsKeyId?: string;
  /**
   * The ARN of a role that Terraform assumes to reach the bucket. The default is none: it uses the credentials that it finds.
   *
   * @pattern ^arn:aws[a-z-]*:iam::[0-9]{12}:role/([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}$
   * @maxLength 640
   */
  readonly roleArn?: string;
}

/** Terraform state in S3, locked natively. */
export interface WrittenS3State extends WrittenStateBucket {
  readonly type: 's3';
  /**
   * Whether stacks of several accounts may share a bucket. Without it, each account needs its own.
   *
   * @default false
   */
  readonly sharedByAccounts?: boolean;
}

/** Terraform state in files next to `cdktf.out`: `terraform.<stack>.tfstate` for each stack. Keep them. */
export interface WrittenLocalState {
  readonly type: 'local';
}
