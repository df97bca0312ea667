import type { AnyPart, PartChange, PartInEnvironment, PartOfPlatform, PartOnce } from '@goldenpath/extension';
import type { FleetChange } from './fleet-change';

/** Returns a change from the perspective of a part: with its own facts in base and head. */
export function partChange(change: FleetChange, part: AnyPart): PartChange {
  const { environments, apps, appsByName, objects, resources, lostResources } = change;
  return {
    environments,
    apps,
    appsByName,
    objects,
    resources,
    lostResources,
    inEnvironments: inEnvironments(change, part),
    once: once(change, part),
    ofPlatform: ofPlatform(change, part),
  };
}

function inEnvironments({ apps }: FleetChange, part: AnyPart): PartInEnvironment<unknown>[] {
  return apps.flatMap((app) =>
    app.environments.flatMap((of) => {
      const pair = { base: of.base && part.factsOf(of.base), head: of.head && part.factsOf(of.head) };
      return isNowhere(pair) ? [] : [{ app: app.name, environment: of.environment.name, of, ...pair }];
    }),
  );
}

function once({ apps }: FleetChange, part: AnyPart): PartOnce<unknown>[] {
  return apps.flatMap((of) => {
    const pair = { base: of.base && part.onceOf(of.base), head: of.head && part.onceOf(of.head) };
    return isNowhere(pair) ? [] : [{ app: of.name, environment: null, of, ...pair }];
  });
}

function ofPlatform({ environments }: FleetChange, part: AnyPart): PartOfPlatform<unknown>[] {
  return environments.flatMap((of) => {
    const pair = { base: of.base && part.sharedOf(of.base), head: of.head && part.sharedOf(of.head) };
    return isNowhere(pair) ? [] : [{ app: null, environment: of.name, of, ...pair }];
  });
}

function isNowhere({ base, head }: { readonly base: unknown; readonly head: unknown }): boolean {
  return base === undefined && head === undefined;
}
