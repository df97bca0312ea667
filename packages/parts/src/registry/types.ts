/** The image registry of an application that is built, and the role that its pipeline pushes with. */
export interface RegistryPart {
  /** Name of the ECR repository. */
  readonly name: string;
  readonly arn: string;
  /** The image URL without a tag. */
  readonly url: string;
  readonly encryption: 'AES256' | 'KMS';
  /** The number of images to keep for each environment, and of images that were released nowhere. */
  readonly keepImages: number;
  /** The prefixes of the tags of each environment, such as `prod-`, production first. An image is kept by the first that matches. */
  readonly tagPrefixes: readonly string[];
  /** The numbers of the other accounts that pull its images, in order of their environments. @default only its own account does */
  readonly pullAccounts?: readonly string[];
  /** Whether a plan that would destroy or replace it is refused. It is, unless the loss is accepted. */
  readonly isProtected: boolean;
  /** The mutable tags. All others are immutable. */
  readonly mutableTags: readonly string[];
  readonly pushRole: {
    readonly name: string;
    readonly arn: string;
    readonly oidcProviderArn: string;
    /**
     * The `sub` claims of GitHub tokens that may assume the role. `{repository_id}` and `{organisation_id}` stand for the numbers of the
     * repository and the organisation. `*` stands for any environment.
     */
    readonly subjects: readonly string[];
    /**
     * The `job_workflow_ref` claim of these tokens: the delivery workflow of the platform, on its ref.
     *
     * @default any workflow, in AWS partitions that do not evaluate the claim
     */
    readonly workflow?: string;
  };
}

declare module '@goldenpath/extension' {
  interface WrittenReviewRules {
    'registry-loss': true;
    'fewer-images-kept': true;
  }
}
