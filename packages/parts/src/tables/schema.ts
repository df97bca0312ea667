/** A key attribute of a table. */
export interface WrittenTableKey {
  /**
   * The name of the attribute.
   *
   * @pattern ^[A-Za-z0-9_.-]+$
   * @maxLength 255
   */
  readonly name: string;
  /** @default "string" */
  readonly type?: 'string' | 'number' | 'binary';
}

/** A table in DynamoDB: encrypted, and paid for by request. */
export interface WrittenDynamodbTable {
  /** The partition key. It cannot change later: another key is another table. */
  readonly partitionKey: WrittenTableKey;
  /** The sort key. It cannot change later either. */
  readonly sortKey?: WrittenTableKey;
  /**
   * The attribute with the time at which DynamoDB deletes an item, in seconds since 1970. The default is that items do not expire.
   *
   * @pattern ^[A-Za-z0-9_.-]+$
   * @maxLength 255
   */
  readonly expiryAttribute?: string;
  /** Whether the table can be restored to any second of the last 35 days. The default is yes, except at low risk. */
  readonly pointInTimeRecovery?: boolean;
}

/**
 * Tables by name. `sessions` gives the pods `SESSIONS_TABLE`.
 *
 * @propertyNames {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 20}
 * @maxProperties 10
 */
export interface WrittenDynamodbTables {
  readonly [name: string]: WrittenDynamodbTable;
}

/** What an environment may override of a table. */
export type WrittenDynamodbTableOverride = Pick<WrittenDynamodbTable, 'pointInTimeRecovery'>;

/**
 * @propertyNames {"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 20}
 */
export interface WrittenDynamodbTableOverrides {
  readonly [name: string]: WrittenDynamodbTableOverride;
}

/** The fields of tables. */
export interface TablesFields {
  /** @default {} */
  readonly tables?: WrittenDynamodbTables;
}

/** The fields that an environment may override. An override changes single fields of a table of the spec. */
export interface TablesOverrides {
  readonly tables?: WrittenDynamodbTableOverrides;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    tables: TablesFields;
  }
  interface WrittenOverrides {
    tables: TablesOverrides;
  }
  interface WrittenReviewRules {
    'table-loss': true;
    'recovery-lowered': true;
  }
}
