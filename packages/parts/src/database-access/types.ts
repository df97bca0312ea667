import type { SecretSource } from '../secret-store';

/** The start of the Terraform names of what each access has. The name of the application with the database follows. */
export const ACCESS = 'access-';

/** What an application may do in the database of another one. */
export type AccessLevel = 'owner' | 'editor' | 'reader';

/** The levels, lowest first. */
export const LEVELS: readonly AccessLevel[] = ['reader', 'editor', 'owner'];

/** The access of an application to the database of another one. */
export interface DatabaseAccess {
  readonly access: AccessLevel;
  /** Name of the database. */
  readonly database: string;
  /** The role that owns the database. */
  readonly owner: string;
  /** The role that this application logs in as. */
  readonly username: string;
  readonly connectionLimit: number;
  /** The RDS instance that has the database. */
  readonly instance: {
    readonly identifier: string;
    readonly port: number;
    readonly masterUsername: string;
    /** Whether it is an Aurora cluster. @default an RDS instance */
    readonly isCluster?: true;
  };
  readonly secret: {
    /** Name in Secrets Manager: `goldenpath/<environment>/<application>/databases/<owner>/postgres`. */
    readonly path: string;
    /** The key that encrypts it. @default the key of AWS */
    readonly kmsKeyArn?: string;
    /** The password rotates every so many days. Absent where the platform schedules no rotation. */
    readonly rotationDays?: number;
  };
  readonly credentials: SecretSource & {
    /** Name of the Secret, and of the ExternalSecret or SealedSecret that makes it. */
    readonly secretName: string;
    readonly variables: readonly { readonly variable: string; readonly property: string }[];
    /** Further variables, as Go templates over the keys of `variables`, in order of name. @default none */
    readonly composed?: readonly { readonly variable: string; readonly template: string }[];
  };
}

/** The access of an application to databases of others. */
export interface DatabaseAccessPart {
  /** By the name of the application that has the database, in code unit order. */
  readonly databases: Readonly<Record<string, DatabaseAccess>>;
  /** Whether a change of a Secret restarts the pods. */
  readonly reloads: boolean;
  /** An annotation of the pods that changes with the variables, so that a change rolls the pods. */
  readonly checksum: string;
}
