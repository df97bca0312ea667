/** Options of `seal`. */
export interface SealOptions {
  readonly environment: string;
  /** The name of the Secret. @default the only one of the application there */
  readonly secret?: string;
  /** The key whose value the whole input is. @default the input has keys */
  readonly key?: string;
  /** The certificate: a file relative to `cwd`, or an address. @default `secretStore.sealedSecrets.certificate` of the platform file */
  readonly certificate?: string;
  /** Keep what is sealed already, and seal only keys that are missing. @default false */
  readonly missing?: boolean;
  /** The values. They are never kept or printed. */
  readonly input: Uint8Array;
}

/** A Secret after `seal`. */
export interface Sealed {
  readonly secret: string;
  readonly namespace: string;
  /** The file beside the spec. */
  readonly file: string;
  /** The keys that were encrypted now. */
  readonly sealed: readonly string[];
  /** The keys whose encrypted values are as before. */
  readonly kept: readonly string[];
  /** The keys that pods need and that are not sealed yet. */
  readonly missing: readonly string[];
}
