/** A Terraform stack on disk. */
export interface Stack {
  readonly name: string;
  /** The folder with the stack's file; absolute. */
  readonly folder: string;
  /** What Terraform reads: `cdk.tf.json` in that folder; absolute. */
  readonly file: string;
  /** Names of the stacks that have to be applied before this one. */
  readonly dependsOn: readonly string[];
}
