import type { DesiredDatabase } from '@goldenpath/database';

/** Databases of each instance, in the order of their first one. */
export function byInstance(databases: readonly DesiredDatabase[]): DesiredDatabase[][] {
  const groups = new Map<string, DesiredDatabase[]>();
  for (const database of databases) {
    const { identifier } = database.instance;
    groups.set(identifier, [...(groups.get(identifier) ?? []), database]);
  }
  return [...groups.values()];
}

/** Errors of an instance that a deployment has yet to make. */
export const NOT_DEPLOYED: readonly string[] = ['instance-missing', 'instance-not-available'];
