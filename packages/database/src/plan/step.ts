/** One change of a server. Every step can run again with the same result. */
export interface Step {
  readonly kind: StepKind;
  /** What it does, for people: `revoke CONNECT on database "orders" from PUBLIC`. */
  readonly title: string;
  /**
   * `roles`: in the database `postgres`, as the master. `server`: in the database `postgres`, as a member of the owner. `database`: in the
   * database itself as the owner, all in one transaction. `master`: in the database itself, as the master.
   * `afterwards`: as `roles`, when all others are done.
   */
  readonly where: 'roles' | 'server' | 'database' | 'master' | 'afterwards';
  /** Parts of a statement. A password is a part of its own: it becomes a verifier when the statement is sent. */
  readonly sql: (verifier: () => string) => string;
}

/** What kind of difference a step removes. */
export type StepKind =
  | 'role'
  | 'role-attributes'
  | 'connection-limit'
  | 'password'
  | 'leftover-membership'
  | 'database'
  | 'restore'
  | 'extension'
  | 'owner'
  | 'public-access'
  | 'grant'
  | 'default-privileges'
  | 'surplus-privileges'
  | 'surplus-login';
