import type { Scope } from '@goldenpath/extension';
import type { DatabaseInstance } from '@goldenpath/model';
import type { FleetChange } from '../fleet/fleet-change';
import { quantityOf } from '../values/quantity';
import { type InstancePair, instancePairs } from './instances';
import type { Found, Rule } from './rule';

const REMEDY = 'Leave the size as it is, or move the data to a smaller one that is made beside it.';

/** Storage that would be smaller than before: neither a claim nor an RDS instance can shrink. */
export const storageShrunk: Rule = {
  id: 'storage-shrunk',
  severity: 'danger',
  firesOn:
    'A volume of a stateful application, or the storage of an RDS instance, that is smaller than before. Neither can shrink: the cluster and AWS refuse it.',
  advice: REMEDY,
  find: (change) => [...ofVolumes(change), ...instancePairs(change).flatMap(ofInstance)],
};

function ofVolumes({ apps }: FleetChange): Found[] {
  return apps.flatMap(({ environments }) =>
    environments.flatMap(({ app, environment, base, head }): Found[] => {
      const [before, after] = [base?.storage?.size, head?.storage?.size];
      const [least, now] = [quantityOf(before), quantityOf(after)];
      if (least === undefined || now === undefined || now >= least || base?.namespace !== head?.namespace) return [];
      const message = `The volumes of ${app} in ${environment.name} would shrink from ${before} to ${after}, and the cluster refuses that.`;
      return [found({ app, environment: environment.name }, message)];
    }),
  );
}

function ofInstance({ place, base, head }: InstancePair): Found[] {
  if (base === undefined || head === undefined || head.storageGb >= base.storageGb) return [];
  return [found(place, shrinkText(base, head))];
}

function shrinkText(base: DatabaseInstance, head: DatabaseInstance): string {
  return `The storage of the instance ${head.identifier} would shrink from ${base.storageGb} to ${head.storageGb} GB, and AWS refuses that.`;
}

function found(place: Scope, message: string): Found {
  return { severity: 'danger', app: place.app, environment: place.environment, message, remedy: REMEDY };
}
