import { departure, findingIn, type ReviewRule, type RuleFinding, scopeText } from '@goldenpath/extension';
import type { SharedStoragePart } from '../types';

const REMEDY = 'The claim is kept: copy its files, and delete it by hand when they are no longer needed.';

/** Reports a shared volume that is no longer used. */
export const sharedStorageLoss: ReviewRule<SharedStoragePart, undefined, undefined> = {
  id: 'shared-storage-loss',
  rank: 31,
  severity: 'danger',
  firesOn:
    'The shared volume of an application that leaves the fleet or an environment, no longer has it, or moves to another namespace.',
  advice: REMEDY,
  loses: { one: 'shared volume', many: 'shared volumes' },
  find: (change) =>
    change.inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, base, head, of } = pair;
      if (base === undefined) return [];
      const [before, after] = [of.base?.namespace, of.head?.namespace];
      const moved = `${app} moves from the namespace ${before} to ${after} in ${environment} and starts with an empty shared volume`;
      const why =
        departure(change, of) ??
        (head === undefined
          ? `${app} no longer has its shared volume in ${environment}`
          : before === after
            ? undefined
            : moved);
      if (why === undefined) return [];
      const message = `${why}: a shared volume of ${base.size} of ${scopeText(pair)} remains with its files, unused.`;
      return [findingIn(pair, 'danger', message, REMEDY)];
    }),
};
