import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { StackInput } from '@goldenpath/extension';
import { literalValues, protection } from '@goldenpath/extension/terraform';
import type { TerraformStack } from 'cdktf';
import type { TablesPart } from './types';

/** Adds the tables. */
export function environment(stack: TerraformStack, { facts, tags, use }: StackInput<TablesPart>): void {
  use('aws');
  for (const [name, table] of Object.entries(facts)) {
    const { resourceName, partitionKey, sortKey, expiryAttribute, pointInTimeRecovery, isProtected } = table;
    new DynamodbTable(stack, `table-${name}`, {
      name: resourceName,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: partitionKey.name,
      ...(sortKey !== undefined && { rangeKey: sortKey.name }),
      attribute: [partitionKey, ...(sortKey === undefined ? [] : [sortKey])],
      ...(expiryAttribute !== undefined && { ttl: { attributeName: expiryAttribute, enabled: true } }),
      pointInTimeRecovery: { enabled: pointInTimeRecovery },
      deletionProtectionEnabled: isProtected,
      tags: literalValues(tags),
      ...protection(isProtected),
    });
  }
}
