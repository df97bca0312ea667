import { ECR_CALLS } from './ecr';
import { IAM_CALLS, IAM_DATA_CALLS } from './iam';
import { OTHER_CALLS, OTHER_DATA_CALLS } from './others';
import { RDS_CALLS, RDS_DATA_CALLS } from './rds';
import { S3_CALLS } from './s3';
import { SECRETS_CALLS } from './secrets-manager';
import type { DataSourceCalls, ResourceCalls } from './types';

export type { DataSourceCalls, ResourceCalls, TableCall } from './types';

/** The resource types whose calls are known, sorted. */
export const RESOURCE_CALLS: ReadonlyMap<string, ResourceCalls> = byType([
  ...ECR_CALLS,
  ...IAM_CALLS,
  ...OTHER_CALLS,
  ...RDS_CALLS,
  ...S3_CALLS,
  ...SECRETS_CALLS,
]);

/** The data sources whose calls are known, sorted. */
export const DATA_SOURCE_CALLS: ReadonlyMap<string, DataSourceCalls> = byType([
  ...IAM_DATA_CALLS,
  ...OTHER_DATA_CALLS,
  ...RDS_DATA_CALLS,
]);

function byType<T extends { readonly type: string }>(calls: readonly T[]): ReadonlyMap<string, T> {
  const sorted = [...calls].sort((one, other) => (one.type < other.type ? -1 : 1));
  return new Map(sorted.map((entry) => [entry.type, entry]));
}
