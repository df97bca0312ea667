import { fieldOf, isMap } from './json';
import type { RenderedObjects } from './rendered';
import type { Json, JsonMap } from './types';

/** The kinds that an entry of `replicas` applies to. It matches by name only. */
const SCALED_KINDS = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** Returns the names for which an entry of `replicas` would change exactly one object. */
export function scalableNames(objects: RenderedObjects): ReadonlySet<string> {
  const names = [...objects.values()]
    .filter(({ placed }) => SCALED_KINDS.has(placed.object.kind))
    .map(({ placed }) => placed.object.metadata.name);
  return new Set(names.filter((name) => names.indexOf(name) === names.lastIndexOf(name)));
}

/** Returns the replica count of a workload; `undefined` for other kinds or without a count. */
export function replicasOf(kind: string, body: JsonMap): number | undefined {
  const spec = fieldOf(body, 'spec');
  if (!SCALED_KINDS.has(kind) || spec === undefined || !isMap(spec)) return undefined;
  const count = fieldOf(spec, 'replicas');
  return typeof count === 'number' ? count : undefined;
}

/** Returns the base after an entry of `replicas` is applied. */
export function withReplicas(body: JsonMap, count: number): JsonMap {
  const spec: Json = body['spec'] ?? {};
  return isMap(spec) ? { ...body, spec: { ...spec, replicas: count } } : body;
}
