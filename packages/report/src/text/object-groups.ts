import type { ObjectChange } from '@goldenpath/review';

/** Objects of one kind that change in the same way. */
export interface ObjectGroup {
  readonly kind: string;
  readonly change: ObjectChange['change'];
  readonly changes: ObjectChange['changes'];
  /** In the review's order. */
  readonly members: readonly ObjectChange[];
}

/** The object changes of a review, those that are the same told once: a change of the platform is one change, not thousands. */
export function objectGroups(manifests: readonly ObjectChange[]): ObjectGroup[] {
  const groups = new Map<string, ObjectChange[]>();
  for (const member of manifests) {
    const kind = kindOf(member);
    // Whole objects that come or go are different ones, whatever they have in common.
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

/** Each value once, in the order in which it was first. */
export function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
