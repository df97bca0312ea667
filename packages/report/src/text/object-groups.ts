import type { ObjectChange } from '@goldenpath/review';

/** Objects of one kind with the same change. */
export interface ObjectGroup {
  readonly kind: string;
  readonly change: ObjectChange['change'];
  readonly changes: ObjectChange['changes'];
  /** In the order of the review. */
  readonly members: readonly ObjectChange[];
}

/** Groups the object changes of a review by equal change. A platform change then appears once instead of once per object. */
export function objectGroups(manifests: readonly ObjectChange[]): ObjectGroup[] {
  const groups = new Map<string, ObjectChange[]>();
  for (const member of manifests) {
    const kind = kindOf(member);
    // Objects that are added or removed as a whole are never grouped.
    const own = member.changes.length === 0 ? [member.app, member.object] : [];
    const key = JSON.stringify([kind, member.change, member.changes, ...own]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [member]);
    else known.push(member);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [{ kind: kindOf(first), change: first.change, changes: first.changes, members }];
  });
}

function kindOf({ object }: ObjectChange): string {
  return object.slice(0, Math.max(0, object.indexOf('/'))) || object;
}

/** Returns the values without duplicates, in the order of their first occurrence. */
export function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
