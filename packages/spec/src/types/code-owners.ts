/** What `goldenpath codeowners` writes besides the owners of applications and the approvers of production. */
export interface WrittenCodeOwners {
  /**
   * The teams that approve code below `apps/` (`app.ts` and other files with `.ts`, `.js` and similar), of which GitHub requires one. With
   * an empty list, the owner of the application approves its code. Where this is not given, the approvers of production do.
   *
   * @maxItems 6
   * @uniqueItems true
   */
  readonly specCode?: readonly string[];
}
