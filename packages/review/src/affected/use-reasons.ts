import type { Pair } from '@goldenpath/extension';
import type { AppInEnvironment } from '@goldenpath/model';
import type { AppEnvironmentPair, FleetChange } from '../fleet/fleet-change';
import { isSame } from '../values/json';
import { listed } from '../values/words';

/** What whoever uses an application is told of it, and what that is called in a sentence. */
const TOLD: readonly { readonly what: string; read(used: AppInEnvironment): unknown }[] = [
  { what: 'Service', read: ({ services: [first] = [] }) => first?.name },
  { what: 'namespace', read: ({ namespace }) => namespace },
  { what: 'port', read: ({ services: [first] = [] }) => first?.port },
  { what: 'probe', read: ({ workload }) => workload?.probe.type },
];

/** Why an application is otherwise because of one that it uses before and after: `uses orders-api, which changed its port`. */
export function useReasons({ appsByName }: FleetChange, { base, head, environment }: AppEnvironmentPair): string[] {
  if (base === undefined || head === undefined) return [];
  const kept = head.uses.filter((name) => base.uses.includes(name));
  return [...kept].sort().flatMap((name) => {
    const used = appsByName.get(name)?.environments.find((place) => place.environment === environment);
    const changed = used === undefined ? [] : changedIn(used);
    return changed.length === 0 ? [] : [`uses ${name}, which changed its ${listed(changed)}`];
  });
}

function changedIn({ base, head }: Pair<AppInEnvironment>): string[] {
  if (base === undefined || head === undefined) return [];
  return TOLD.filter(({ read }) => !isSame(read(base), read(head))).map(({ what }) => what);
}
