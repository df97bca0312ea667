import type { ExternalSource, SealedSource } from '../secret-store';

/** The source and the names of the pods' database credentials. */
export type CredentialsPart = (ExternalCredentials | SealedSource) & {
  /** Name of the Secret, and of the ExternalSecret or SealedSecret that makes it. */
  readonly secretName: string;
  /** Whether a change of the Secret restarts the pods. */
  readonly reloads: boolean;
  readonly variables: readonly { readonly variable: string; readonly property: string }[];
  /** Further variables, as Go templates over the keys of `variables`, in order of name. @default none */
  readonly composed?: readonly { readonly variable: string; readonly template: string }[];
  /** An annotation of the pods that changes with `composed`. @default none is composed */
  readonly checksum?: string;
};

export interface ExternalCredentials extends ExternalSource {
  /** Name in Secrets Manager, and path in Vault. */
  readonly remotePath: string;
}
