import { findingIn, type PartReview, scopeText } from '@goldenpath/extension';
import type { LogsPart } from './facts';

/** List price of CloudWatch for a gigabyte of logs that comes in, in US dollars. */
const PRICE_PER_GB = 0.5;

/** What the review knows of logs. */
export const review: PartReview<LogsPart> = {
  rules: [
    {
      id: 'logs-shortened',
      severity: 'warning',
      firesOn: 'Logs that are kept for a shorter time than before.',
      advice: 'Export the older logs first.',
      find: ({ inEnvironments }) =>
        inEnvironments.flatMap((pair) => {
          const { base, head } = pair;
          if (base === undefined || head === undefined || head.retentionDays >= base.retentionDays) return [];
          const message = `The logs of ${scopeText(pair)} are kept for ${head.retentionDays} days instead of ${base.retentionDays}.`;
          return [findingIn(pair, 'warning', message, 'Export the older logs first.')];
        }),
    },
  ],
  fields: [{ path: 'logs.retentionDays', inEnvironment: (logs) => logs?.retentionDays }],
  priced: () => [{ slot: 'logs', what: 'a gigabyte of logs', price: PRICE_PER_GB }],
  graph: ({ group, retentionDays }, { app }) => ({
    nodes: [
      {
        id: 'logs',
        kind: 'logs',
        name: group,
        facts: [`${retentionDays} days`],
        objects: [`Output/${app}`],
        resources: { platform: false, types: ['aws_cloudwatch_log_group'] },
      },
    ],
    links: [{ from: 'workload', to: 'logs' }],
  }),
};
