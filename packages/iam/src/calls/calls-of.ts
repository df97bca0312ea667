import { type AccountScope, type Attributes, fillArn } from '../arn';
import type { ApiCall } from '../evaluate';
import { type CallTable, KNOWN_CALLS, type TableCall } from './index';

/** What Terraform does with a resource. */
export type ResourceOperation = 'create' | 'read' | 'update' | 'delete';

/** A resource or a data source of a stack. */
export interface UsedResource {
  readonly mode: 'resource' | 'data';
  readonly type: string;
  readonly attributes: Attributes;
}

/**
 * Returns the calls that the provider makes for one operation on a resource; `undefined` when the table does not have the type.
 *
 * Attributes that are unknown until the apply have sample values.
 */
export function callsOf(
  { mode, type, attributes }: UsedResource,
  operation: ResourceOperation,
  scope: AccountScope,
  table: CallTable = KNOWN_CALLS,
): ApiCall[] | undefined {
  const entry = mode === 'data' ? table.dataSources.get(type) : table.resources.get(type);
  if (entry === undefined) return undefined;
  const calls: readonly TableCall[] = mode === 'data' ? entry.read : (table.resources.get(type)?.[operation] ?? []);
  return calls
    .filter(({ on }) => isMade(on, attributes))
    .map(({ action, on, context, sends }) => {
      const values = { ...contextIn(scope, context), ...sent(sends, attributes) };
      return {
        action,
        resource: sample(fillArn(on ?? entry.arn, scope, attributes, (name) => sampleOf(name, scope))),
        ...(Object.keys(values).length > 0 && { context: values }),
      };
    });
}

/** Returns the values of condition keys in an account. */
export function contextIn(scope: AccountScope, context: TableCall['context'] = {}): Record<string, string> {
  const entries = Object.entries(context);
  return Object.fromEntries(entries.map(([key, value]) => [key, fillArn(value, scope, {}, () => '*')]));
}

function sent(keys: TableCall['sends'], attributes: Attributes): Record<string, string> {
  const values = Object.entries(keys ?? {}).map(([key, name]) => [key, attributes[name]] as const);
  return Object.fromEntries(values.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A call for something that the resource does not name is not made. */
function isMade(on: string | undefined, attributes: Attributes): boolean {
  const only = on === undefined ? null : /^\{(\w+)\}$/.exec(on);
  return only === null || typeof attributes[only[1] ?? ''] === 'string';
}

/** Whole ARNs that a reference stands for, and single names. */
function sampleOf(name: string, { partition, region, accountId }: AccountScope): string {
  if (name === 'path') return '/';
  if (name === 'secret_id' || name === 'secret_arn')
    return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:goldenpath/sample-a1b2c3`;
  if (name === 'role_arn') return `arn:${partition}:iam::${accountId}:role/sample`;
  if (name === 'monitoring_role_arn') return `arn:${partition}:iam::${accountId}:role/sample-rds-monitor`;
  if (isKeyAttribute(name)) return `arn:${partition}:kms:${region}:${accountId}:key/sample`;
  return 'sample';
}

/** Returns whether an attribute holds the ARN of a key of KMS. */
export function isKeyAttribute(name: string): boolean {
  return name.endsWith('kms_key_id');
}

/** Fills what AWS adds to a name. */
function sample(arn: string): string {
  return arn === '*' ? arn : arn.replace(/-\?{6}$/, '-a1b2c3').replaceAll('*', 'sample');
}
