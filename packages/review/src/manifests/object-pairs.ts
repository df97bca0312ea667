import type { Difference, Json, KubernetesObject, ObjectPair } from '@goldenpath/extension';
import type { Comparison } from '../comparison';
import type { Pair } from '../fleet/fleet-change';
import { sortedBy } from '../order';
import { differences } from '../values/differences';
import { isNoise } from './noise';

/** The objects that differ, by application, environment in the order given, and object. What base and head both leave out is the same. */
export function differingObjects({ base, head }: Comparison, environments: readonly string[]): ObjectPair[] {
  const apps = sortedBy(new Set([...base.objects.keys(), ...head.objects.keys()]), (name) => name);
  return apps.flatMap((app) =>
    environments.flatMap((environment) =>
      pairsIn(app, environment, {
        base: base.objects.get(app)?.get(environment),
        head: head.objects.get(app)?.get(environment),
      }),
    ),
  );
}

function pairsIn(
  app: string,
  environment: string,
  { base = [], head = [] }: Pair<readonly KubernetesObject[]>,
): ObjectPair[] {
  if (base === head) return [];
  const [before, after] = [byObject(base), byObject(head)];
  const changed = new Set<string>();
  const pairs: ObjectPair[] = [];
  for (const object of sortedBy(new Set([...before.keys(), ...after.keys()]), (name) => name)) {
    const pair = { base: before.get(object), head: after.get(object) };
    const found = differencesOf(pair);
    if (found === undefined) continue;
    changed.add(object);
    pairs.push({ app, environment, object, ...pair, differences: found });
  }
  return pairs.flatMap((pair) => withoutNoise(pair, changed));
}

/** Returns undefined when both are equal. */
function differencesOf({ base, head }: Pair<KubernetesObject>): Difference[] | undefined {
  if (base === undefined || head === undefined) return [];
  const found = differences(base as Json, head as Json);
  return found.length === 0 ? undefined : found;
}

/** Removes noise from a pair; returns nothing when only noise differed. */
function withoutNoise(pair: ObjectPair, changed: ReadonlySet<string>): ObjectPair[] {
  if (pair.base === undefined || pair.head === undefined) return [pair];
  const left = pair.differences.filter((difference) => !isNoise(difference, changed));
  return left.length === 0 ? [] : [{ ...pair, differences: left }];
}

function byObject(objects: readonly KubernetesObject[]): Map<string, KubernetesObject> {
  return new Map(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
}
