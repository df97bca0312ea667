/** Settings of the GitHub organisation. */
export interface WrittenGithub {
  /**
   * The organisation's number, in quotes: `gh api orgs/ORGANISATION --jq .id`. The roles that push images then trust the immutable form of GitHub's
   * tokens, `repo:ORGANISATION@ID/REPOSITORY@ID`. Repositories that were created or renamed since 15 July 2026 send no other.
   *
   * @pattern ^[1-9][0-9]{0,19}$
   */
  readonly organisationId?: string;
  /**
   * Which form the roles trust: `immutable`, or `both` if some repositories are older. The default is `immutable` with an `organisationId`;
   * without one it is only the form with names.
   */
  readonly subjects?: 'immutable' | 'both';
  /**
   * The organisation's plan. The stacks then leave out what the plan does not offer for the `visibility`, and `validate` lists it. They protect
   * default branches with rulesets. Without it, the stacks use branch protection rules and everything that GitHub Enterprise offers.
   */
  readonly plan?: 'free' | 'team' | 'enterprise';
  /**
   * The visibility of the repositories of applications. `internal` needs GitHub Enterprise.
   *
   * @default "private"
   */
  readonly visibility?: 'private' | 'internal' | 'public';
  /**
   * The default branch of the repositories of applications and of the platform's repository.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$
   * @maxLength 200
   * @default "main"
   */
  readonly defaultBranch?: string;
  /**
   * The number of the GitHub App that publishes manifests, in quotes: `App ID` in its settings. With the layout `app-repositories`, this App
   * may push to the protected default branches. The stacks then protect them with rulesets.
   *
   * @pattern ^[1-9][0-9]{0,14}$
   */
  readonly publisherAppId?: string;
}
