import { findingIn, type RuleFinding } from '@goldenpath/extension';
import { standardSupportEnds } from '../versions';
import type { DatabaseRule } from './change';
import { instancePairs } from './instances';
import { extendedSupportPrice } from './priced';

const REMEDY =
  'Remove `databases.extendedSupport`, or plan the upgrade to a later version before the end of standard support.';

/** Reports extended support that is asked for. RDS takes the choice when it creates the instance. */
export const extendedSupport: DatabaseRule = {
  id: 'extended-support',
  rank: 168,
  severity: 'warning',
  firesOn:
    'An RDS instance with extended support, which costs extra after the end of standard support of its version. RDS takes the choice when it creates the instance: an instance that exists keeps what it has.',
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap(({ scope, environment, base, head }): RuleFinding[] => {
      if (head === undefined || base?.extendedSupport === head.extendedSupport) return [];
      const instance = `The instance ${head.identifier} in ${environment.name}`;
      if (base !== undefined)
        return [
          findingIn(scope, 'warning', `${instance} exists, so it keeps the support that it was created with.`, REMEDY),
        ];
      const ends = standardSupportEnds(head.engineVersion) ?? 'the end of standard support';
      const price = extendedSupportPrice(head).toFixed(2);
      const message = `${instance} has extended support for PostgreSQL ${head.engineVersion}: ${price} USD a month more after ${ends}, and twice that from the third year.`;
      return [findingIn(scope, 'warning', message, REMEDY)];
    }),
};
