import { intersection } from './intersection';
import type { RenderedObjects } from './rendered';
import type { JsonMap, KubernetesObject } from './types';
import { unambiguous } from './unambiguous';

/** An object of the base. */
export interface BaseObject {
  readonly file: string;
  readonly object: KubernetesObject;
  readonly body: JsonMap;
}

/** Returns what the renditions have in common: the objects that all of them place in the base, in the first one's order. */
export function baseObjects(renditions: readonly RenderedObjects[]): ReadonlyMap<string, BaseObject> {
  const base = new Map<string, BaseObject>();
  const [first, ...others] = renditions;
  for (const [identity, { placed, body }] of first ?? []) {
    const same = others.map((other) => other.get(identity));
    if (placed.home !== 'base' || same.some((other) => other?.placed.home !== 'base')) continue;
    const { apiVersion, kind } = placed.object;
    const bodies = [body, ...same.flatMap((other) => (other === undefined ? [] : [other.body]))];
    // Never undefined: all share at least kind and name.
    const schemaPath = { apiVersion, kind, fields: [] };
    const shared = intersection(bodies, schemaPath) as JsonMap;
    base.set(identity, { file: placed.file, object: placed.object, body: unambiguous(shared, schemaPath) as JsonMap });
  }
  return base;
}
