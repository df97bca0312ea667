/** The application's repository on GitHub. */
export interface RepositoryPart {
  readonly organisation: string;
  readonly name: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly team: string;
  readonly defaultBranch: string;
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
