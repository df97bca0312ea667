import type { AccessLevel } from './desired';

/** A role, as the server describes it. */
export interface ObservedRole {
  readonly canLogin: boolean;
  readonly isSuperuser: boolean;
  readonly createsDatabases: boolean;
  readonly createsRoles: boolean;
  readonly replicates: boolean;
  readonly bypassesRowSecurity: boolean;
  readonly inherits: boolean;
  /** -1 where there is none. */
  readonly connectionLimit: number;
  readonly expires: boolean;
  /** The role that its sessions act as, where that is another. */
  readonly actsAs: string | null;
  /** Whether the master may alter it. */
  readonly isManaged: boolean;
  /** Roles that are members of it, other than those that can only administer it. */
  readonly members: readonly string[];
}

/** A privilege in an access list; PUBLIC has the grantee `''`. */
export interface ObservedGrant {
  readonly grantee: string;
  readonly privilege: string;
}

/** A database, as the server describes it. */
export interface ObservedDatabase {
  readonly owner: string;
  readonly connectionLimit: number;
  readonly grants: readonly ObservedGrant[];
}

/** A schema, other than those of PostgreSQL. */
export interface ObservedSchema {
  readonly name: string;
  readonly grants: readonly ObservedGrant[];
}

/** A privilege that roles get on what the owner creates. */
export interface ObservedDefault extends ObservedGrant {
  readonly objects: DefaultObjects;
}

/** Kinds of objects that have default privileges. */
export type DefaultObjects = 'TABLES' | 'SEQUENCES' | 'SCHEMAS';

/** Tables or sequences of the owner where a level lacks a privilege. */
export interface LackingRelation {
  readonly level: AccessLevel;
  readonly objects: 'TABLE' | 'SEQUENCE';
  readonly schema: string;
  readonly name: string;
}

/** The inside of a database, which takes a connection to it. */
export interface ObservedContents {
  /** Schemas of the owner. */
  readonly schemas: readonly ObservedSchema[];
  readonly defaults: readonly ObservedDefault[];
  readonly lacking: readonly LackingRelation[];
  /** Names of its extensions. */
  readonly extensions: readonly string[];
}

/** What the server can create in its databases. */
export interface ObservedExtensions {
  readonly available: ReadonlySet<string>;
  /** Libraries that it loaded when it started. @default the master may not see them */
  readonly libraries?: ReadonlySet<string>;
  /** Whether the server stands in for one that has more of them. @default false */
  readonly isPartial?: boolean;
}

/** Whether the password of the secret is that of the login in the secret. */
export type PasswordState = 'right' | 'wrong' | 'cannot-tell';

/** All that a plan for one database needs to know of its server. */
export interface Observed {
  /** The role in the secret: the owner, or after a rotation its alternate. */
  readonly login: string;
  /** By name; a role that does not exist is absent. */
  readonly roles: ReadonlyMap<string, ObservedRole>;
  readonly database?: ObservedDatabase;
  /** Its name after a retirement, where there is no database of its own name. */
  readonly retiredName?: string;
  readonly contents?: ObservedContents;
  /** @default no database wants an extension */
  readonly extensions?: ObservedExtensions;
  readonly password: PasswordState;
}

/** The contents of a database that was just made from `template0`. */
export const NEW_CONTENTS: ObservedContents = {
  schemas: [
    {
      name: 'public',
      grants: [{ grantee: '', privilege: 'USAGE' }],
    },
  ],
  defaults: [],
  lacking: [],
  extensions: [],
};
