import type { WrittenDatabaseVariables } from '../database/schema';

/** The access to a database of another application. */
export interface WrittenDatabaseAccess {
  /**
   * `reader` reads all tables of the owner, also those that it creates later. `editor` adds, changes and removes rows as well. `owner` does
   * everything that the owner does, such as migrations; what it creates belongs to the owner.
   *
   * @default "reader"
   */
  readonly access?: 'owner' | 'editor' | 'reader';
  /**
   * Connections that the application may have to the database at once, with each of its logins.
   *
   * @asType integer
   * @minimum 1
   * @maximum 5000
   * @default 10
   */
  readonly connectionLimit?: number;
  /** @default {} */
  readonly variables?: WrittenDatabaseVariables;
}

/**
 * Databases of other applications, by the name of the application. Each gets a role and a secret for this application alone. `orders` gives
 * the pods `ORDERS_DB_HOST`, `ORDERS_DB_PORT`, `ORDERS_DB_NAME`, `ORDERS_DB_USER`, `ORDERS_DB_PASS` and `ORDERS_DB_SSLMODE`.
 *
 * @propertyNames {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
 * @maxProperties 10
 * @examples [{ "orders": { "access": "reader" } }]
 */
export interface WrittenDatabaseAccesses {
  readonly [app: string]: WrittenDatabaseAccess;
}

/** The fields of access to databases of other applications. */
export interface DatabaseAccessFields {
  /** @default {} */
  readonly databases?: WrittenDatabaseAccesses;
}

/** The fields that an environment may override. An override changes single fields of an access of the spec. */
export type DatabaseAccessOverrides = DatabaseAccessFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    databaseAccess: DatabaseAccessFields;
  }
  interface WrittenOverrides {
    databaseAccess: DatabaseAccessOverrides;
  }
  interface WrittenReviewRules {
    'database-access-dropped': true;
  }
}
