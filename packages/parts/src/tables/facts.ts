import type { FactsInput, PodPermission, SharedResource, SharingInput } from '@goldenpath/extension';
import { boundedName, variableOf } from '../cloud/names';
import { resourcesOf } from '../cloud/resource';
import type { WrittenTableKey } from './schema';
import type { TablesSettings } from './settings';
import type { TableFacts, TableKey, TablesPart } from './types';

/** DynamoDB takes names of up to 255 characters. */
const LONGEST_NAME = 255;

const TYPES = { string: 'S', number: 'N', binary: 'B' } as const;

/** Returns the tables of an application. */
export function tablesFacts(input: FactsInput<TablesSettings>): TablesPart | undefined {
  const { spec, settings, environment, isProtected } = input;
  return resourcesOf(settings, (name, { partitionKey, sortKey, expiryAttribute, pointInTimeRecovery }): TableFacts => {
    return {
      ...addressOf(name, { app: spec.name, environment, aws: input.in.aws }),
      variable: tableVariable(name),
      partitionKey: keyOf(partitionKey),
      ...(sortKey !== undefined && { sortKey: keyOf(sortKey) }),
      ...(expiryAttribute !== undefined && { expiryAttribute }),
      pointInTimeRecovery,
      isProtected: isProtected('table-loss'),
    };
  });
}

function keyOf({ name, type }: Required<WrittenTableKey>): TableKey {
  return { name, type: TYPES[type] };
}

/** Returns the variable of a table: `sessions` gives `SESSIONS_TABLE`. */
export function tableVariable(name: string): string {
  return variableOf(name, 'TABLE');
}

function addressOf(name: string, { app, environment, aws }: SharingInput): Pick<TableFacts, 'resourceName' | 'arn'> {
  const { partition, region, accountId } = aws;
  const resourceName = boundedName(`${app}-${environment}-${name}`, LONGEST_NAME);
  return { resourceName, arn: `arn:${partition}:dynamodb:${region}:${accountId}:table/${resourceName}` };
}

/** Returns what the pods may do with their tables: read and write items. */
export function tablesPermissions(tables: TablesPart): readonly PodPermission[] {
  return accessTo(Object.values(tables).map(({ arn }) => arn)).write;
}

/** Returns the tables that others can read, or write to. */
export function sharedTables(settings: TablesSettings, input: SharingInput): Readonly<Record<string, SharedResource>> {
  return Object.fromEntries(
    Object.keys(settings).map((name) => {
      const { resourceName, arn } = addressOf(name, input);
      return [name, { variable: tableVariable(name), value: resourceName, access: accessTo([arn]) }];
    }),
  );
}

const READ = ['BatchGetItem', 'ConditionCheckItem', 'DescribeTable', 'GetItem', 'Query', 'Scan'];
const WRITE = ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'];

function accessTo(arns: readonly string[]): SharedResource['access'] {
  const allow = (actions: readonly string[]) => [
    { actions: [...actions].sort().map((action) => `dynamodb:${action}`), resources: arns },
  ];
  return { read: allow(READ), write: allow([...READ, ...WRITE]) };
}
