import { intersection } from './intersection';
import type { RenderedObjects } from './rendered';
import type { TreeMemo } from './tree-memo';
import type { JsonMap, KubernetesObject, Placed } from './types';
import { unambiguous } from './unambiguous';

/** An object of the base. */
export interface BaseObject {
  readonly file: string;
  readonly object: KubernetesObject;
  readonly body: JsonMap;
}

/** Returns what the renditions have in common: the objects that all of them place in the base, in the first one's order. */
export function baseObjects(renditions: readonly RenderedObjects[], memo: TreeMemo): ReadonlyMap<string, BaseObject> {
  const base = new Map<string, BaseObject>();
  const [first, ...others] = renditions;
  for (const [identity, { placed, body }] of first ?? []) {
    const same = others.map((other) => other.get(identity));
    if (placed.home !== 'base' || same.some((other) => other?.placed.home !== 'base')) continue;
    const bodies = [body, ...same.flatMap((other) => (other === undefined ? [] : [other.body]))];
    base.set(
      identity,
      memo.of(`base ${placed.file}`, [placed.object, ...bodies], () => baseObject(placed, bodies)),
    );
  }
  return base;
}

function baseObject({ file, object }: Placed, bodies: readonly JsonMap[]): BaseObject {
  const { apiVersion, kind } = object;
  const schemaPath = { apiVersion, kind, fields: [] };
  // Never undefined: all share at least kind and name.
  const shared = intersection(bodies, schemaPath) as JsonMap;
  return { file, object, body: unambiguous(shared, schemaPath) as JsonMap };
}
