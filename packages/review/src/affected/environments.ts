import { mergedNames } from '../order';
import type { Affected } from '../review';

/** Returns the affected environments in the platform's order, which is the order of each application's entries. */
export function affectedEnvironments(affected: readonly Affected[]): readonly string[] {
  const byApp = new Map<string | null, string[]>();
  for (const { app, environment } of affected)
    if (environment !== null) byApp.set(app, [...(byApp.get(app) ?? []), environment]);
  return [...byApp.values()].reduce<readonly string[]>((merged, names) => mergedNames(merged, names), []);
}
