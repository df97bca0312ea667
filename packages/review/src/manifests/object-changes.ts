import type { Json, ObjectPair } from '@goldenpath/extension';
import type { ObjectChange } from '../review';

/** Returns the changed objects with masked secrets. */
export function objectChanges(pairs: readonly ObjectPair[], hide: (value: Json) => Json): ObjectChange[] {
  return pairs.map(({ app, environment, object, base, head, differences }) => ({
    app,
    environment,
    object,
    change: base === undefined ? 'added' : head === undefined ? 'removed' : 'changed',
    changes: differences.map(({ path, before, after }) => ({ path, before: hide(before), after: hide(after) })),
  }));
}
