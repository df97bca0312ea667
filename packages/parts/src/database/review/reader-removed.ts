import { counted, findingIn, type RuleFinding, severityIn } from '@goldenpath/extension';
import type { DatabaseRule } from './change';
import { instancePairs } from './instances';

const REMEDY =
  'Make sure that the readers that stay, or the writer, take the queries of the removed ones. Clients of a removed reader lose their connections.';

/** Reports an Aurora cluster that loses readers. */
export const readerRemoved: DatabaseRule = {
  id: 'reader-removed',
  rank: 141,
  severity: 'info, in production warning',
  firesOn:
    'An Aurora cluster that keeps fewer readers than before. Without any, `DB_READER_HOST` is the writer, and production is also reported by `no-multi-az`.',
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap(({ scope, environment, base, head }): RuleFinding[] => {
      const [before, after] = [base?.aurora?.readers, head?.aurora?.readers];
      if (before === undefined || after === undefined || after >= before || head === undefined) return [];
      const rest = after === 0 ? 'has no readers any more' : `keeps ${counted(after, 'reader')} of ${before}`;
      const message = `The cluster ${head.identifier} in ${environment.name} ${rest}.`;
      const severity = severityIn(environment) === 'danger' ? 'warning' : 'info';
      return [findingIn(scope, severity, message, REMEDY)];
    }),
};
