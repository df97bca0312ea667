/** Where passwords are kept: AWS Secrets Manager, or a folder beside the embedded server. */
export interface SecretStore {
  /** The current content of a secret; undefined where there is no such secret, or it has no content. */
  readonly read: (name: string) => Promise<string | undefined>;
  /** Makes new content the current one. */
  readonly write: (name: string, content: string) => Promise<void>;
  /** How errors name the store: `Secrets Manager`. */
  readonly title: string;
}
