import { departure, factsOfPart, findingIn, type RuleFinding, scopeText } from '@goldenpath/extension';
import type { WorkloadPart } from '../../workload/types';
import type { StoragePart } from '../types';
import type { StorageChange, StorageInEnvironment, StorageRule } from './change';

const REMEDY =
  'The claims outlive the StatefulSet: copy their data, and delete them by hand when they are no longer needed.';

/** Reports volumes that are no longer used. */
export const storageLoss: StorageRule = {
  id: 'storage-loss',
  rank: 30,
  severity: 'danger',
  firesOn:
    'The volumes of a stateful application that leaves the fleet or an environment, no longer has volumes, or moves to another namespace. Volumes cannot move to another namespace. An application with a new name is another application.',
  advice: REMEDY,
  loses: { one: 'set of volumes', many: 'sets of volumes' },
  find: (change) =>
    change.inEnvironments.flatMap((pair): RuleFinding[] => {
      const { base } = pair;
      const why = base === undefined ? undefined : whyText(change, pair, base);
      if (base === undefined || why === undefined) return [];
      const message = `${why}: ${volumesText(base, pair)}.`;
      return [findingIn(pair, 'danger', message, REMEDY)];
    }),
};

function whyText(change: StorageChange, pair: StorageInEnvironment, base: StoragePart): string | undefined {
  const { app, environment, head, of } = pair;
  const gone = departure(change, of);
  if (gone !== undefined) return gone;
  if (head === undefined) return `${app} no longer has volumes in ${environment}`;
  const [before, after] = [of.base?.namespace, of.head?.namespace];
  if (before !== after)
    return `${app} moves from the namespace ${before} to ${after} in ${environment} and starts with empty volumes`;
  return head.volumeName === base.volumeName
    ? undefined
    : `The volumes of ${app} in ${environment} get another name and start empty`;
}

function volumesText({ size }: StoragePart, pair: StorageInEnvironment): string {
  const count = factsOfPart<WorkloadPart>(pair.of.base, 'workload')?.replicas ?? 1;
  const whose = `of ${scopeText(pair)}`;
  return count === 1
    ? `a volume of ${size} ${whose} remains with its data, unused`
    : `${count} volumes of ${size} ${whose} remain with their data, unused`;
}
