import { findingIn, quantityOf, type ReviewRule, type RuleFinding } from '@goldenpath/extension';
import type { SharedStoragePart } from '../types';

const REMEDY =
  'Keep the value, or back up the files, delete the claim by hand, let it be made again, and restore the files. The size of an EFS volume limits nothing.';

/** Reports changes of a claim that the cluster refuses, or may refuse. */
export const sharedStorageFixed: ReviewRule<SharedStoragePart, undefined, undefined> = {
  id: 'shared-storage-fixed',
  rank: 73,
  severity: 'danger; warning for a larger size, which some storage classes allow',
  firesOn:
    'A shared volume that gets another storage class or size. The claim of a volume keeps its class and never shrinks.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, base, head, of } = pair;
      if (base === undefined || head === undefined || of.base?.namespace !== of.head?.namespace) return [];
      const whose = `The shared volume of ${app} in ${environment}`;
      if (base.storageClass !== head.storageClass)
        return [
          findingIn(
            pair,
            'danger',
            `${whose} would change from the storage class ${base.storageClass} to ${head.storageClass}, and the cluster refuses that.`,
            REMEDY,
          ),
        ];
      const [before, after] = [quantityOf(base.size) ?? 0, quantityOf(head.size) ?? 0];
      if (before === after) return [];
      const change = `${whose} would ${after < before ? 'shrink' : 'grow'} from ${base.size} to ${head.size}`;
      return after < before
        ? [findingIn(pair, 'danger', `${change}, and the cluster refuses that.`, REMEDY)]
        : [
            findingIn(
              pair,
              'warning',
              `${change}: the cluster refuses that if ${head.storageClass} does not allow it.`,
              REMEDY,
            ),
          ];
    }),
};
