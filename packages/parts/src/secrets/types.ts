import type { SecretSource } from '../secret-store';

/** The start of the Terraform names of secrets that the stack makes. The name of the secret follows. */
export const OWN_SECRET = 'own-secret-';

/** A value of the secret store that the pods get. */
export interface SecretEntry {
  /** The variable, and the key in the Secret. */
  readonly key: string;
  /** Name in the secret store. */
  readonly path: string;
  /** A key of the JSON value. @default the whole value */
  readonly property?: string;
}

/** A value that the pods get as a file. */
export interface SecretFile extends SecretEntry {
  readonly mountPath: string;
}

/** A Secret of the pods, and where it comes from. */
export type SecretGroup<Entry> = SecretSource & {
  /** Name of the Secret, and of the ExternalSecret or SealedSecret that makes it. */
  readonly secretName: string;
  readonly entries: readonly Entry[];
};

/** A secret that the stack makes without a value. */
export interface CreatedSecret {
  /** The last step of its path. */
  readonly name: string;
  /** Name in Secrets Manager: `goldenpath/<environment>/<application>/secrets/<name>`. */
  readonly path: string;
  /** The key that encrypts it. @default the key of AWS */
  readonly kmsKeyArn?: string;
  /** Whether a plan that would destroy it is refused. It is, unless the loss is accepted. */
  readonly isProtected: boolean;
}

/** The secrets of the pods that are not those of the database. */
export interface SecretsPart {
  /** Whether a change of a value restarts the pods. */
  readonly reloads: boolean;
  /** The Secret of the variables. Absent when there are none. */
  readonly variables?: SecretGroup<SecretEntry>;
  /** The Secret of the files. Absent when there are none. */
  readonly files?: SecretGroup<SecretFile>;
  /** In order of name. None where the store is not AWS Secrets Manager. */
  readonly created: readonly CreatedSecret[];
  /** Whether a person or another system gives values in AWS Secrets Manager. */
  readonly isInAws: boolean;
  /** An annotation of the pods that changes with the names, so that a new or removed secret rolls the pods. */
  readonly checksum: string;
}
