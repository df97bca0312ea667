/** The forms of the fleet in Backstage. */
export interface WrittenBackstage {
  /**
   * The effect of a submitted form. `pull-request` opens a pull request with the spec; after the merge, CI makes the repository and the
   * database. `at-once` also publishes the repository, registers it in the catalog and, for a database, starts `create-rds-database.yml`.
   *
   * @default "pull-request"
   */
  readonly flow?: 'pull-request' | 'at-once';
  /**
   * Whether the user gets a notification in Backstage when a form is done. This needs the notifications plugin and the scaffolder's module
   * for it.
   *
   * @default false
   */
  readonly notifications?: boolean;
  /**
   * The entity that owns the templates, such as `group:default/platform-team`. The default is the first of `teams`.
   *
   * @pattern ^([a-z]+:)?([A-Za-z0-9_.-]+/)?[A-Za-z0-9_.-]+$
   * @maxLength 200
   */
  readonly owner?: string;
}
