/** A Terraform stack on disk. */
export interface Stack {
  readonly name: string;
  /** Absolute path of the folder with the stack's file. */
  readonly folder: string;
  /** Absolute path of `cdk.tf.json`, which Terraform reads. */
  readonly file: string;
  /** Names of the stacks that must be applied before this one. */
  readonly dependsOn: readonly string[];
}
