/** Options of operations on the GitOps repository. */
export interface RepositoryOptions {
  /** A URL, `user@host:path`, or a path relative to `cwd`; `{app}` is replaced by the application's name. @default the platform file's */
  readonly repo?: string;
  /** @default the platform file's */
  readonly branch?: string;
  /** Seconds. @default 120 */
  readonly timeout?: number;
}
