import { DYNAMODB_CALLS } from './dynamodb';
import { ECR_CALLS } from './ecr';
import { EKS_CALLS, EKS_DATA_CALLS } from './eks';
import { ELASTICACHE_CALLS } from './elasticache';
import { IAM_CALLS, IAM_DATA_CALLS } from './iam';
import { MESSAGING_CALLS } from './messaging';
import { OTHER_CALLS, OTHER_DATA_CALLS } from './others';
import { RDS_CALLS, RDS_DATA_CALLS } from './rds';
import { S3_CALLS } from './s3';
import { SECRETS_CALLS } from './secrets-manager';
import type { DataSourceCalls, ResourceCalls, TableCall } from './types';

export type { DataSourceCalls, ResourceCalls, TableCall } from './types';

/** The resource types whose calls are known, sorted. */
export const RESOURCE_CALLS: ReadonlyMap<string, ResourceCalls> = byType([
  ...DYNAMODB_CALLS,
  ...ECR_CALLS,
  ...EKS_CALLS,
  ...ELASTICACHE_CALLS,
  ...IAM_CALLS,
  ...MESSAGING_CALLS,
  ...OTHER_CALLS,
  ...RDS_CALLS,
  ...S3_CALLS,
  ...SECRETS_CALLS,
]);

/** The data sources whose calls are known, sorted. */
export const DATA_SOURCE_CALLS: ReadonlyMap<string, DataSourceCalls> = byType([
  ...EKS_DATA_CALLS,
  ...IAM_DATA_CALLS,
  ...OTHER_DATA_CALLS,
  ...RDS_DATA_CALLS,
]);

/** The calls of resource types and data sources. */
export interface CallTable {
  readonly resources: ReadonlyMap<string, ResourceCalls>;
  readonly dataSources: ReadonlyMap<string, DataSourceCalls>;
}

/** The calls of the types that this package knows. */
export const KNOWN_CALLS: CallTable = { resources: RESOURCE_CALLS, dataSources: DATA_SOURCE_CALLS };

/** Returns the known calls and more. Calls for a type that has some already are added to them. */
export function callTable(more: {
  readonly resources?: readonly ResourceCalls[];
  readonly dataSources?: readonly DataSourceCalls[];
}): CallTable {
  const { resources = [], dataSources = [] } = more;
  return {
    resources: byType([...RESOURCE_CALLS.values(), ...resources]),
    dataSources: byType([...DATA_SOURCE_CALLS.values(), ...dataSources]),
  };
}

const LISTS = ['create', 'read', 'update', 'delete', 'source'] as const;

function byType<T extends ResourceCalls | DataSourceCalls>(calls: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const entry of calls) {
    const before = found.get(entry.type);
    found.set(entry.type, before === undefined ? entry : joined(before, entry));
  }
  return new Map([...found.entries()].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The ARN of the second entry holds for its own calls only. */
function joined<T extends ResourceCalls | DataSourceCalls>(first: T, second: T): T {
  const lists = LISTS.map((name) => {
    const list = (entry: T): readonly (string | TableCall)[] => (entry as Partial<ResourceCalls>)[name] ?? [];
    const more = list(second).map((call) => (typeof call === 'string' ? call : { on: second.arn, ...call }));
    return [name, [...list(first), ...more]] as const;
  });
  return { ...first, ...Object.fromEntries(lists.filter(([name]) => name in first)) };
}
