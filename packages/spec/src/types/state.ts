/** Terraform state in S3, locked natively. */
export interface WrittenS3State {
  readonly type: 's3';
  /**
   * The bucket.
   *
   * @pattern ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$
   */
  readonly bucket: string;
  /**
   * The bucket's region. The default is the platform's region.
   *
   * @pattern ^[a-z]{2}(-[a-z]+)+-[0-9]$
   */
  readonly region?: string;
  /**
   * The prefix of every state's key.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._/-]*$
   * @maxLength 200
   * @default "goldenpath"
   */
  readonly keyPrefix?: string;
}

/** Terraform state in files next to `cdktf.out`: `terraform.<stack>.tfstate` for each stack. Keep them. */
export interface WrittenLocalState {
  readonly type: 'local';
}
