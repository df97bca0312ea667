/** Where a server answers, and the certificates that it is checked against. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** Where the readers of an Aurora cluster answer. @default it has none */
  readonly readerHost?: string;
  /** PEM certificates of the authorities that may have signed the server's. */
  readonly ca: readonly string[];
}

/** Who logs in, and to what. */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
