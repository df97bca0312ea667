import type { Instance } from '@goldenpath/database';

/** What is on one instance. */
export interface OnInstance<T> {
  readonly instance: Instance;
  readonly items: readonly T[];
}

/** Items of each instance, in the order of their first one. */
export function byInstance<T>(items: readonly T[], instanceOf: (item: T) => Instance): OnInstance<T>[] {
  const groups = new Map<string, { readonly instance: Instance; readonly items: T[] }>();
  for (const item of items) {
    const instance = instanceOf(item);
    const group = groups.get(instance.identifier) ?? { instance, items: [] };
    group.items.push(item);
    groups.set(instance.identifier, group);
  }
  return [...groups.values()];
}

/** Errors of an instance that a deployment has yet to make. */
export const NOT_DEPLOYED: readonly string[] = ['instance-missing', 'instance-not-available'];
