import { mergedNames } from '../order';
import type { Affected } from '../review';

/** The environments that are affected, in the platform's order, which each application's entries are in. */
export function affectedEnvironments(affected: readonly Affected[]): readonly string[] {
  const byApp = new Map<string | null, string[]>();
  for (const { app, environment } of affected)
    if (environment !== null) byApp.set(app, [...(byApp.get(app) ?? []), environment]);
  return [...byApp.values()].reduce<readonly string[]>((merged, names) => mergedNames(merged, names), []);
}
