import { findingIn, type PartReview, type ReviewRule, type RuleFinding } from '@goldenpath/extension';
import { lossRule } from '../../cloud/loss';
import { PRICES } from '../../prices';
import type { TableFacts, TablesPart } from '../types';

const KEEP = 'Export the table to S3 first, or leave `pointInTimeRecovery` as it is.';

/** Reports tables that can no longer be restored. */
const recoveryLowered: ReviewRule<TablesPart, undefined, undefined> = {
  id: 'recovery-lowered',
  rank: 125,
  severity: 'danger',
  firesOn: 'A table without point-in-time recovery that had it before: its backups of the last 35 days are deleted.',
  advice: KEEP,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] =>
      Object.entries(pair.head ?? {}).flatMap(([name, head]) => {
        const base = pair.base?.[name];
        if (base?.arn !== head.arn || !base.pointInTimeRecovery || head.pointInTimeRecovery) return [];
        const message = `The table ${head.resourceName} can no longer be restored to a point in time, and the backups of it are deleted.`;
        return [findingIn(pair, 'danger', message, KEEP)];
      }),
    ),
};

/** The review of tables. */
export const review: PartReview<TablesPart> = {
  rules: [
    lossRule<TableFacts>({
      id: 'table-loss',
      rank: 33,
      type: 'aws_dynamodb_table',
      noun: 'table',
      nouns: 'tables',
      consequence: 'is deleted with all items in it',
      advice: 'Export the table to S3 before this is merged.',
    }),
    recoveryLowered,
  ],
  priced: (tables) =>
    Object.entries(tables).map(([name, { resourceName }]) => ({
      slot: `table-${name}`,
      what: `the table ${resourceName}, a million reads and a million writes`,
      price: PRICES.tableReadsPerMillion + PRICES.tableWritesPerMillion,
    })),
  graph: (tables) => ({
    nodes: Object.entries(tables).map(([name, { resourceName, partitionKey, sortKey }]) => ({
      id: `table-${name}`,
      kind: 'table',
      name: resourceName,
      facts: [`key ${[partitionKey, sortKey].flatMap((key) => key?.name ?? []).join(', ')}`],
      resources: { platform: false, types: ['aws_dynamodb_table'] },
    })),
    links: Object.keys(tables).map((name) => ({ from: 'workload', to: `table-${name}` })),
  }),
  graphRank: 55,
  fields: [{ path: 'tables', rank: 400, inEnvironment: (tables) => tables }],
  replacedBy: { aws_dynamodb_table: ['hash_key', 'name', 'range_key'] },
};
