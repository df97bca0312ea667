import type { AppFacts, PlatformEnvironment, Registry } from '@goldenpath/extension';
import type { Comparison } from '../comparison';
import { differingObjects } from '../manifests/object-pairs';
import { mergedNames, sortedBy } from '../order';
import { lostResources } from '../stacks/lost-resources';
import { resourcePairs } from '../stacks/resource-pairs';
import { differingStacks } from '../stacks/stack-pairs';
import type { AppPair, EnvironmentPair, FleetChange, Pair } from './fleet-change';
import { byScope } from './scope-key';

/** Combines base and head. */
export function openChange(comparison: Comparison, registry: Registry): FleetChange {
  const { base, head } = comparison;
  const environments = environmentPairs({
    base: base.facts.platform.environments,
    head: head.facts.platform.environments,
  });
  const apps = appPairs({ base: base.facts.apps, head: head.facts.apps }, environments);
  const objects = differingObjects(
    comparison,
    environments.map(({ name }) => name),
  );
  const stacks = differingStacks(comparison, registry);
  return {
    ...comparison,
    registry,
    environments,
    apps,
    appsByName: new Map(apps.map((app) => [app.name, app])),
    stacks,
    objects,
    objectsAt: byScope(objects),
    resources: (type) => resourcePairs(stacks, type),
    lostResources: (type) => lostResources(comparison.plans, stacks, type),
  };
}

function environmentPairs({ base = [], head = [] }: Pair<readonly PlatformEnvironment[]>): EnvironmentPair[] {
  const [before, after] = [byName(base), byName(head)];
  return mergedNames([...before.keys()], [...after.keys()]).map((name) => {
    const pair = { base: before.get(name), head: after.get(name) };
    return {
      name,
      ...pair,
      isProduction: pair.base?.isProduction === true || pair.head?.isProduction === true,
      isFirst: (head[0] ?? base[0])?.name === name,
    };
  });
}

function appPairs(
  { base = [], head = [] }: Pair<readonly AppFacts[]>,
  environments: readonly EnvironmentPair[],
): AppPair[] {
  const [before, after] = [byName(base), byName(head)];
  const names = sortedBy(new Set([...before.keys(), ...after.keys()]), (name) => name);
  return names.map((name) => {
    const pair = { base: before.get(name), head: after.get(name) };
    return { name, ...pair, environments: appEnvironments(name, pair, environments) };
  });
}

function appEnvironments(app: string, { base, head }: Pair<AppFacts>, environments: readonly EnvironmentPair[]) {
  const inEnvironment = (facts: AppFacts | undefined, name: string) =>
    facts?.environments.find(({ environment }) => environment === name);
  return environments.flatMap((environment) => {
    const pair = { base: inEnvironment(base, environment.name), head: inEnvironment(head, environment.name) };
    return pair.base === undefined && pair.head === undefined ? [] : [{ app, environment, ...pair }];
  });
}

function byName<Named extends { readonly name: string }>(items: readonly Named[]): Map<string, Named> {
  return new Map(items.map((item) => [item.name, item]));
}
