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
}
