/** The image registry of an application that is built, and the role that its pipeline pushes with. */
export interface RegistryPart {
  /** Name of the ECR repository. */
  readonly name: string;
  readonly arn: string;
  /** What images are pulled by, without a tag. */
  readonly url: string;
  readonly encryption: 'AES256' | 'KMS';
  /** How many images are kept. */
  readonly keepImages: number;
  /** Whether a plan that would destroy or replace it is refused: it is, unless somebody has accepted the loss. */
  readonly isProtected: boolean;
  /** The tags that may move; every other is immutable. */
  readonly mutableTags: readonly string[];
  readonly pushRole: {
    readonly name: string;
    readonly arn: string;
    readonly oidcProviderArn: string;
    /** The `sub` claims of GitHub's token that may take the role. `*` stands for any text. */
    readonly subjects: readonly string[];
  };
}

declare module '@goldenpath/extension' {
  interface WrittenReviewRules {
    'registry-loss': true;
  }
}
