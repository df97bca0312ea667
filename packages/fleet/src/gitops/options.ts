/** Options of operations on the repository that Argo CD reads. */
export interface RepositoryOptions {
  /** A URL, `user@host:path`, or a path relative to `cwd`; `{app}` stands for the application's name. @default as the platform file says */
  readonly repo?: string;
  /** @default as the platform file says */
  readonly branch?: string;
  /** Seconds. @default 120 */
  readonly timeout?: number;
}
