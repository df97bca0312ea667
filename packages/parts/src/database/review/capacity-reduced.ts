import { findingIn, type RuleFinding, severityIn } from '@goldenpath/extension';
import { capacityText } from '../capacity';
import type { DatabaseRule } from './change';
import { instancePairs } from './instances';

const REMEDY =
  'Look at the metrics `ServerlessDatabaseCapacity` and `DatabaseConnections` of the last weeks before this is merged. Or keep the capacity.';

/** Reports an Aurora cluster that gets less capacity. */
export const capacityReduced: DatabaseRule = {
  id: 'capacity-reduced',
  rank: 164,
  severity: 'info, in production warning',
  firesOn:
    'An Aurora cluster whose least or most capacity goes down, or that now pauses. With less capacity it has less memory, and it takes fewer connections after its next restart.',
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap(({ scope, environment, base, head }): RuleFinding[] => {
      const [before, after] = [base?.aurora, head?.aurora];
      if (before === undefined || after === undefined || head === undefined) return [];
      if (after.minCapacity >= before.minCapacity && after.maxCapacity >= before.maxCapacity) return [];
      const pauses = after.minCapacity === 0 && before.minCapacity > 0 ? ', and pauses when nothing is connected' : '';
      const message = `The cluster ${head.identifier} in ${environment.name} gets ${capacityText(after)} instead of ${capacityText(before)}${pauses}.`;
      const severity = severityIn(environment) === 'danger' ? 'warning' : 'info';
      return [findingIn(scope, severity, message, REMEDY)];
    }),
};
