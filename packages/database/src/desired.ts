/** Where an instance answers. */
export interface Instance {
  /** Identifier of the RDS instance, or of the Aurora cluster. */
  readonly identifier: string;
  readonly masterUsername: string;
  /** Whether it is an Aurora cluster. @default an RDS instance */
  readonly isCluster?: true;
}

/** A database that the specs ask for. */
export interface DesiredDatabase {
  /** The application that it belongs to. */
  readonly app: string;
  readonly environment: string;
  readonly database: string;
  /** The role that the application logs in as. It owns the database, unless `access` says what else it may do. */
  readonly role: string;
  /** Access to a database that another application owns. @default the role owns the database */
  readonly access?: DesiredAccess;
  /**
   * The roles of other applications that have access to the database. Every other role whose name begins as theirs do is dropped.
   *
   * @default they are not known: none is dropped
   */
  readonly logins?: readonly string[];
  /** Connections that the role may have at once. */
  readonly connectionLimit: number;
  /** Extensions that it has at least. @default none */
  readonly extensions?: readonly DesiredExtension[];
  /** Name of its secret in the secret store. */
  readonly secretPath: string;
  readonly instance: Instance;
}

/** What a role may do in the database of another application. */
export interface DesiredAccess {
  readonly level: 'owner' | AccessLevel;
  /** The role that owns the database. */
  readonly of: string;
  /** The application that has the database. */
  readonly app: string;
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

/** Returns the start of the names of all roles that have access to a database of a role. Names of roles in specs have no hyphen. */
export function loginPrefix(role: string): string {
  return `${role}-for-`;
}

/** Returns the role whose privileges an access gives. */
export function grantedRole({ level, of }: DesiredAccess): string {
  return level === 'owner' ? of : accessRole(of, level);
}

/** Name of the second login of an application. A rotation alternates between the role and this one. */
export function alternateRole(role: string): string {
  return `${role}-b`;
}
