/** What the pods of an application may do in AWS. */
export interface PodPermission {
  /** IAM actions, such as `s3:GetObject`. */
  readonly actions: readonly string[];
  /** The ARNs of the resources that they apply to. */
  readonly resources: readonly string[];
}
