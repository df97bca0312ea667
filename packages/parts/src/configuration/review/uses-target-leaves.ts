import {
  type AppEnvironmentPair,
  departure,
  findingIn,
  type FleetChange,
  listed,
  type ReviewRule,
  type RuleFinding,
  severityIn,
} from '@goldenpath/extension';
import type { ConfigurationPart } from '../types';

const REMEDY = 'First deploy the applications that no longer use it. Remove it when their old pods have stopped.';

/** Reports that an application leaves although others call it. */
export const usesTargetLeaves: ReviewRule<ConfigurationPart, undefined, undefined> = {
  id: 'uses-target-leaves',
  rank: 130,
  severity: 'warning, in production danger',
  firesOn:
    'An application that leaves the fleet or an environment, while an application that used it stays. The old pods of that application still call it.',
  advice: REMEDY,
  find(change) {
    const users = usersAtBase(change);
    return runningAtBase(change).flatMap((pair): RuleFinding[] => {
      const { app, environment } = pair;
      const why = departure(change, pair);
      const left = users.get(`${app} ${environment.name}`) ?? [];
      if (why === undefined || left.length === 0) return [];
      const message = `${why}, and ${listed(left)} ${left.length === 1 ? 'uses' : 'use'} it in ${environment.name} until then.`;
      return [findingIn({ app, environment: environment.name }, severityIn(environment), message, REMEDY)];
    });
  },
};

/** Returns every application in every environment that it runs in before the change. */
function runningAtBase({ apps }: FleetChange): AppEnvironmentPair[] {
  return apps.flatMap(({ environments }) => environments.filter(({ base }) => base !== undefined));
}

/** Returns the applications that used each one before the change and stay, by application and environment. */
function usersAtBase(change: FleetChange): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { app, environment, base, head } of runningAtBase(change)) {
    if (head === undefined) continue;
    for (const used of base?.uses ?? []) {
      const key = `${used} ${environment.name}`;
      users.set(key, [...(users.get(key) ?? []), app]);
    }
  }
  return users;
}
