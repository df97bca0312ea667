import { findingIn, type RuleFinding } from '@goldenpath/extension';
import type { DatabaseRule } from './change';
import { type InstancePair, instancePairs } from './instances';

const REMEDY =
  'Set `databases.multiAz: true` for the environment in the platform file. For an Aurora cluster, also leave `database.readers` out, or set it to 1 or more. Where an override in `patches/terraform` sets `multi_az`, remove it.';

/** Reports a production instance that fails with its availability zone. */
export const noMultiAz: DatabaseRule = {
  id: 'no-multi-az',
  rank: 140,
  severity: 'danger',
  firesOn:
    'An RDS instance in production without a standby in a second availability zone: it is new, it loses its standby, also by an override of `multi_az` in `patches/terraform`, or its environment becomes production.',
  advice: REMEDY,
  find: (change) =>
    instancePairs(change).flatMap((pair): RuleFinding[] => {
      if (!isNew(pair)) return [];
      const message = `The instance ${pair.head?.identifier ?? ''} in ${pair.environment.name} ${pair.base?.multiAz === true ? 'no longer has a' : 'has no'} standby in a second availability zone.`;
      return [findingIn(pair.scope, 'danger', message, REMEDY)];
    }),
};

function isNew({ base, head, environment }: InstancePair): boolean {
  if (head === undefined || head.multiAz || environment.head?.isProduction !== true) return false;
  return base === undefined || base.multiAz || environment.base?.isProduction !== true;
}
