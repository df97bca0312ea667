import { findingIn, type RuleFinding } from '@goldenpath/extension';
import type { DatabaseRule } from './change';
import { type InstancePair, instancePairs } from './instances';

const CHECK =
  'Make sure that the snapshot is the right one, has the major version and the key of the instance, and has `goldenpath` as its master. Then run `goldenpath rds provision`: the roles in it have old passwords.';

const NO_EFFECT =
  'To restore it: rename the instance in AWS, remove it from the state of its stack (`terraform state rm`), and deploy. Or remove `restoreFrom`.';

/** Reports an instance that starts with the data of a snapshot, or that only seems to. */
export const restoredFromSnapshot: DatabaseRule = {
  id: 'restored-from-snapshot',
  rank: 75,
  severity: 'warning',
  firesOn:
    'A new RDS instance that is created from a snapshot. Or `restoreFrom` of an instance that exists, which has no effect: a restore always makes a new instance.',
  advice: `${CHECK} For an instance that exists: ${NO_EFFECT}`,
  find: (change) => instancePairs(change).flatMap(findingOf),
};

function findingOf({ scope, environment, base, head }: InstancePair): RuleFinding[] {
  if (head?.restoreFrom === undefined || head.restoreFrom === base?.restoreFrom) return [];
  const instance = `The instance ${head.identifier} in ${environment.name}`;
  return base === undefined
    ? [findingIn(scope, 'warning', `${instance} is created with the data of the snapshot ${head.restoreFrom}.`, CHECK)]
    : [
        findingIn(
          scope,
          'warning',
          `${instance} exists, so the snapshot ${head.restoreFrom} is not restored.`,
          NO_EFFECT,
        ),
      ];
}
