import { findingIn, quantityOf, type RuleFinding } from '@goldenpath/extension';
import type { StorageRule } from './change';

const REMEDY = 'Keep the size, or create a smaller volume and copy the data to it.';

/** Reports reduced storage, which is impossible. Another part reports RDS storage. */
export const storageShrunk: StorageRule = {
  id: 'storage-shrunk',
  rank: 70,
  severity: 'danger',
  firesOn:
    'A volume of a stateful application, or the storage of an RDS instance, that is smaller than before. The cluster and AWS do not shrink them.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, of } = pair;
      const [before, after] = [pair.base?.size, pair.head?.size];
      const [least, now] = [quantityOf(before), quantityOf(after)];
      if (least === undefined || now === undefined || now >= least || of.base?.namespace !== of.head?.namespace)
        return [];
      const message = `The volumes of ${app} in ${environment} would shrink from ${before} to ${after}, and the cluster refuses that.`;
      return [findingIn(pair, 'danger', message, REMEDY)];
    }),
};
