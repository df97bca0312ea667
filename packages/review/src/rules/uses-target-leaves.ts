import type { AppEnvironmentPair, FleetChange } from '../fleet/fleet-change';
import { listed } from '../values/words';
import { severityIn } from './hosts';
import { departure, placesAtBase } from './losses';
import type { Found, Rule } from './rule';

const REMEDY = 'Deploy the change of those that use it first, and remove it when none of their old pods run any more.';

/** An application that others call goes. */
export const usesTargetLeaves: Rule = {
  id: 'uses-target-leaves',
  severity: 'warning, in production danger',
  firesOn:
    'An application that leaves the fleet or an environment where others used it before the change, and they stay: their old pods still call it.',
  advice: REMEDY,
  find(change) {
    const users = usersAtBase(change);
    return placesAtBase(change).flatMap((place): Found[] => {
      const { app, environment } = place;
      const why = departure(change, place);
      const left = users.get(`${app} ${environment.name}`) ?? [];
      if (why === undefined || left.length === 0) return [];
      const message = `${why}, and ${listed(left)} ${left.length === 1 ? 'uses' : 'use'} it in ${environment.name} until then.`;
      return [{ severity: severityIn(environment), app, environment: environment.name, message, remedy: REMEDY }];
    });
  },
};

/** By application and environment, who used it there and stays. */
function usersAtBase(change: FleetChange): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { app, environment, base, head } of placesAtBase(change) as readonly AppEnvironmentPair[]) {
    if (head === undefined) continue;
    for (const used of base?.uses ?? []) {
      const key = `${used} ${environment.name}`;
      users.set(key, [...(users.get(key) ?? []), app]);
    }
  }
  return users;
}
