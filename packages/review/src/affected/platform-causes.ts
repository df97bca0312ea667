import type { AnyPart, AppPair, EnvironmentPair, Json } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';

/** Returns the causes of a platform change in an environment that come from applications. */
export function platformCauses(change: FleetChange, environment: EnvironmentPair): string[] {
  return change.apps.flatMap((app) => causesIn(change, app, environment));
}

/** Returns the applications that cause a platform change in an environment. */
export function causingApps(change: FleetChange, environment: EnvironmentPair): AppPair[] {
  return change.apps.filter((app) => causesIn(change, app, environment).length > 0);
}

function causesIn(change: FleetChange, app: AppPair, environment: EnvironmentPair): string[] {
  return change.registry.parts.flatMap((part) => causesOf(change, part, app, environment));
}

function causesOf(
  { base, head }: FleetChange,
  part: AnyPart,
  app: AppPair,
  environment: EnvironmentPair,
): readonly string[] {
  const causes = part.review?.().platformCauses;
  const of = app.environments.find((candidate) => candidate.environment === environment);
  if (causes === undefined || of === undefined) return [];
  const facts = { base: of.base && part.factsOf(of.base), head: of.head && part.factsOf(of.head) };
  if (facts.base === undefined && facts.head === undefined) return [];
  const written = (version: typeof base): Json | undefined => version.writtenApps.get(app.name);
  return causes({
    app: app.name,
    environment: environment.name,
    ...facts,
    of,
    whole: app,
    written: { base: written(base), head: written(head) },
  });
}
