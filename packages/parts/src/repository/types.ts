/** The application's repository on GitHub. */
export interface RepositoryPart {
  readonly organisation: string;
  readonly name: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly team: string;
  readonly defaultBranch: string;
  readonly environments: readonly { readonly name: string; readonly approvers: readonly string[] }[];
  /** What its workflows read: names and values, none of them secret. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether a plan that would destroy or replace it is refused: it is, unless somebody has accepted the loss. */
  readonly isProtected: boolean;
}

declare module '@goldenpath/extension' {
  interface WrittenReviewRules {
    'repository-loss': true;
  }
}
