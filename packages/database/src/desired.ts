/** Where an instance answers. */
export interface Instance {
  /** Identifier of the RDS instance. */
  readonly identifier: string;
  readonly masterUsername: string;
}

/** A database that the specs ask for. */
export interface DesiredDatabase {
  /** The application that it belongs to. */
  readonly app: string;
  readonly environment: string;
  readonly database: string;
  /** The role that owns the database; the application logs in as this role. */
  readonly role: string;
  /** Connections that the role may have at once. */
  readonly connectionLimit: number;
  /** Extensions that it has at least. @default none */
  readonly extensions?: readonly DesiredExtension[];
  /** Name of its secret in the secret store. */
  readonly secretPath: string;
  readonly instance: Instance;
}

/** An extension of a database. */
export interface DesiredExtension {
  readonly name: string;
  /** The library that the server has to load when it starts. @default none */
  readonly library?: string;
}

/** What a role may do with a database. An owner may do everything. */
export type AccessLevel = 'editor' | 'reader';

export const ACCESS_LEVELS: readonly AccessLevel[] = ['editor', 'reader'];

/**
 * Name of the role without a login that has an access level. A database administrator grants it to the roles of people and tools.
 *
 * A hyphen cannot be part of a role name in a spec, so no application can claim the name.
 */
export function accessRole(role: string, level: AccessLevel): string {
  return `${role}-${level}`;
}

/** Name of the second login of an application. A rotation alternates between the role and this one. */
export function alternateRole(role: string): string {
  return `${role}-b`;
}
