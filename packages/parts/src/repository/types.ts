/** The application's repository on GitHub. */
export interface RepositoryPart {
  readonly organisation: string;
  readonly name: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly team: string;
  readonly defaultBranch: string;
  /** @default private */
  readonly visibility?: 'internal' | 'public';
  /** How the default branch is protected. @default a branch protection rule */
  readonly protection?: 'ruleset' | 'none';
  /** Whether pull requests can merge automatically. @default true */
  readonly autoMerge?: false;
  /** The number of the App that may push to the default branch. @default none */
  readonly publisherAppId?: string;
  readonly environments: readonly { readonly name: string; readonly approvers: readonly string[] }[];
  /** Variables of its workflows, none of them secret. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether a plan that would destroy or replace it is refused. It is, unless the loss is accepted. */
  readonly isProtected: boolean;
}

declare module '@goldenpath/extension' {
  interface WrittenReviewRules {
    'repository-loss': true;
  }
}
