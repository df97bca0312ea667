import type { CloudResource, CloudResources } from '../cloud/resource';

/** A key attribute: its name, and the letter that DynamoDB has for its type. */
export interface TableKey {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** A table of an application in one environment. */
export interface TableFacts extends CloudResource {
  readonly partitionKey: TableKey;
  /** @default none: an item is found by its partition key alone */
  readonly sortKey?: TableKey;
  /** @default items do not expire */
  readonly expiryAttribute?: string;
  readonly pointInTimeRecovery: boolean;
}

/** The tables of an application in one environment, by their name in the spec. */
export type TablesPart = CloudResources<TableFacts>;
