import { fieldOf, isMap } from './json';
import type { RenderedObjects } from './rendered';
import type { Json, JsonMap } from './types';

/** The kinds that an overlay's `replicas` entry is for: it goes by the name alone. */
const SCALED_KINDS = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** The names that an entry of `replicas` would change one object of. */
export function scalableNames(objects: RenderedObjects): ReadonlySet<string> {
  const names = [...objects.values()]
    .filter(({ placed }) => SCALED_KINDS.has(placed.object.kind))
    .map(({ placed }) => placed.object.metadata.name);
  return new Set(names.filter((name) => names.indexOf(name) === names.lastIndexOf(name)));
}

/** How many replicas a workload asks for; `undefined` where it is none or does not say. */
export function replicasOf(kind: string, body: JsonMap): number | undefined {
  const spec = fieldOf(body, 'spec');
  if (!SCALED_KINDS.has(kind) || spec === undefined || !isMap(spec)) return undefined;
  const count = fieldOf(spec, 'replicas');
  return typeof count === 'number' ? count : undefined;
}

/** The base as an entry of `replicas` leaves it. */
export function withReplicas(body: JsonMap, count: number): JsonMap {
  const spec: Json = body['spec'] ?? {};
  return isMap(spec) ? { ...body, spec: { ...spec, replicas: count } } : body;
}
