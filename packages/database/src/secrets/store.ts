/** The current content of a secret. */
export interface StoredSecret {
  readonly content: string;
  /** Names the content: a write has to name the version that it replaces. */
  readonly version: string;
  /** When this version was written. */
  readonly createdAt: Date;
}

/** Where passwords are kept: AWS Secrets Manager, or a folder beside the embedded server. */
export interface SecretStore {
  /** The current content of a secret; undefined where there is no such secret, or it has no content. */
  readonly read: (name: string) => Promise<StoredSecret | undefined>;
  /**
   * Makes new content the current one, if the current version is still the one that was read. Of two writers that read the same version,
   * one succeeds.
   *
   * @param after - The version that was read; undefined where there was none.
   * @throws UserError with the code `secret-conflict` where the secret has another version. The secret is as it was.
   */
  readonly write: (name: string, content: string, after: string | undefined) => Promise<void>;
  /**
   * When the current version of a secret was written. It reads no value, so that a role without access to values can call it.
   *
   * @returns undefined where there is no such secret, or it has no content.
   */
  readonly currentSince?: (name: string) => Promise<Date | undefined>;
  /**
   * Makes a secret, if there is none of that name.
   *
   * @param tags - Tags of the secret, where the store has them.
   * @returns whether it was made: false where there is one.
   */
  readonly create?: (name: string, content: string, tags: Readonly<Record<string, string>>) => Promise<boolean>;
  /**
   * Removes a secret at once, so that its name is free again.
   *
   * @returns whether there was one.
   */
  readonly remove?: (name: string) => Promise<boolean>;
  /** How errors name the store: `Secrets Manager`. */
  readonly title: string;
}
