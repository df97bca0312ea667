import type { AppInEnvironment } from '@goldenpath/model';
import type { AppEnvironmentPair, FleetChange } from '../fleet/fleet-change';
import { departure, placesAtBase } from './losses';
import type { Found, Rule } from './rule';

const REMEDY =
  'The claims outlive the StatefulSet: copy what is in them, and delete them by hand when nobody needs them any more.';

/** Volumes that nothing uses any more. */
export const storageLoss: Rule = {
  id: 'storage-loss',
  severity: 'danger',
  firesOn:
    'The volumes of a stateful application that leaves the fleet (a new name is another application) or an environment, keeps no volumes any more, or moves to another namespace, where its volumes cannot follow.',
  advice: REMEDY,
  find: (change) =>
    placesAtBase(change).flatMap((place): Found[] => {
      const { app, environment, base } = place;
      const why = base.storage === undefined ? undefined : whyText(change, place, base);
      if (why === undefined) return [];
      const message = `${why}: ${volumesText(base, `of ${app} in ${environment.name}`)}.`;
      return [{ severity: 'danger', app, environment: environment.name, message, remedy: REMEDY }];
    }),
};

function whyText(change: FleetChange, place: AppEnvironmentPair, base: AppInEnvironment): string | undefined {
  const { app, environment, head } = place;
  const gone = departure(change, place);
  if (gone !== undefined) return gone;
  if (head?.storage === undefined) return `${app} keeps no volumes in ${environment.name} any more`;
  if (head.namespace !== base.namespace)
    return `${app} moves from the namespace ${base.namespace} to ${head.namespace} in ${environment.name} and starts with empty volumes`;
  return head.storage.volumeName === base.storage?.volumeName
    ? undefined
    : `The volumes of ${app} in ${environment.name} get another name and start empty`;
}

function volumesText({ storage, workload }: AppInEnvironment, whose: string): string {
  const count = workload?.replicas ?? 1;
  const size = storage?.size ?? 'unknown size';
  return count === 1
    ? `a volume of ${size} ${whose} stays behind with its data`
    : `${count} volumes of ${size} ${whose} stay behind with their data`;
}
