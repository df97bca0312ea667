import type { FleetChange } from '../fleet/fleet-change';
import { scopeKey } from '../fleet/scope-key';
import { isSame } from '../values/json';
import { changeText } from '../values/value-text';
import type { Unit } from './units';

/** What is released moves without a spec: the image of a workload whose facts are the same. */
export function releaseReasons({ objectsAt }: FleetChange, { app, environment, pair }: Unit): string[] {
  const place = pair?.environments.find(({ environment: { name } }) => name === environment);
  if (!isSame(place?.base?.workload?.image, place?.head?.workload?.image)) return [];
  return (objectsAt.get(scopeKey({ app, environment })) ?? [])
    .flatMap(({ differences }) => differences.filter(({ path }) => /\.containers\[[^\]]*\]\.image$/.test(path)))
    .map(({ before, after }) => `released ${changeText(tagOf(before), tagOf(after))}`);
}

function tagOf(image: unknown): string | null {
  return typeof image === 'string' ? (/[:@]([^:@/]+)$/.exec(image)?.[1] ?? image) : null;
}
