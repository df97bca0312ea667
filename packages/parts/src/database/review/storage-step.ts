import { findingIn, type RuleFinding } from '@goldenpath/extension';
import { leastGrowth } from '../max-storage';
import type { DatabaseRule } from './change';
import { instancePairs } from './instances';

const REMEDY = 'Keep `storageGb`, or raise it by a tenth or more.';

/** Reports storage of an RDS instance that grows by less than a tenth, which AWS refuses. */
export const storageStep: DatabaseRule = {
  id: 'storage-step',
  rank: 71,
  severity: 'danger',
  firesOn: 'The storage of an RDS instance that grows by less than 10 %. AWS refuses the change.',
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap(({ scope, base, head }): RuleFinding[] => {
      const [before, after] = [base?.storageGb, head?.storageGb];
      if (head === undefined || before === undefined || after === undefined) return [];
      const least = leastGrowth(before);
      if (after <= before || after >= least) return [];
      const message = `The storage of the instance ${head.identifier} would grow from ${before} to ${after} GB, and AWS refuses to grow it by less than 10 %.`;
      return [findingIn(scope, 'danger', message, `Keep \`storageGb\`, or raise it to ${least} or more.`)];
    }),
};
