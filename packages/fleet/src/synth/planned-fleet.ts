import type { Registry } from '@goldenpath/extension';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import type { ResolvedFleet } from '../load/resolved-fleet';
import type { TreeName } from './generators';
import { appUnits, type PlannedUnit, platformUnits } from './plan';
import { type SummarisedApp, synthesisedApp } from './summary';

/** Both trees. */
export const ALL_TREES: readonly TreeName[] = ['manifests', 'stacks'];

/** A fleet as a synthesis needs it: facts only of what has to be made. */
export interface PlannedFleet {
  /** The environments of the platform, in its order. */
  readonly environments: readonly string[];
  readonly registry: Registry;
  /** The units of the platform. */
  readonly platformUnits: readonly PlannedUnit[];
  /** By name, in code unit order. */
  readonly apps: readonly AppInPlan[];
  readonly facts: () => Promise<FactsSource>;
}

/** An application of a {@link PlannedFleet}. Its methods are called only where what they return is needed. */
export interface AppInPlan extends SummarisedApp {
  /** Its units in both trees. */
  readonly units: () => readonly PlannedUnit[];
}

/** Where facts come from. */
export interface FactsSource {
  readonly platform: PlatformFacts;
  /** The facts of an application of the fleet. */
  readonly app: (name: string) => AppFacts;
}

/** The plan of a fleet whose facts are known. */
export function plannedFleet({ facts, registry }: ResolvedFleet, fingerprint: string): PlannedFleet {
  const { platform, apps } = facts;
  const byName = new Map(apps.map((app) => [app.name, app]));
  return {
    environments: platform.environments.map(({ name }) => name),
    registry,
    platformUnits: platformUnits(platform, registry, fingerprint),
    apps: apps.map((app) => plannedApp(app, platform, registry, fingerprint)),
    facts: () =>
      Promise.resolve({
        platform,
        app(name) {
          const app = byName.get(name);
          if (app === undefined) throw new Error(`The fleet has no application ${name}.`);
          return app;
        },
      }),
  };
}

/** The plan of one application. */
export function plannedApp(app: AppFacts, platform: PlatformFacts, registry: Registry, fingerprint: string): AppInPlan {
  let units: readonly PlannedUnit[] | undefined;
  return {
    name: app.name,
    units: () => (units ??= appUnits(app, platform, registry, { trees: ALL_TREES, fingerprint })),
    summary: () => synthesisedApp(app, registry),
  };
}
