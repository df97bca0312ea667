import type { Registry } from '@goldenpath/extension';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import type { TemplateFolders } from '@goldenpath/scaffold';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { repositoryFingerprint } from './fingerprint';
import type { TreeName } from './generators';
import { appUnits, type PlannedUnit, platformUnits } from './plan';
import { synthesisedApp } from './summarise-app';
import type { SummarisedApp, SynthesisedApp } from './summary';

/** All trees. */
export const ALL_TREES: readonly TreeName[] = ['manifests', 'stacks', 'repositories'];

/** A fleet for a synthesis. Facts are resolved only for what must be generated. */
export interface PlannedFleet {
  /** The environments in the platform's order. */
  readonly environments: readonly string[];
  /** The units of the platform. */
  readonly platformUnits: readonly PlannedUnit[];
  /** By name, in code unit order. */
  readonly apps: readonly AppInPlan[];
  readonly facts: () => Promise<FactsSource>;
}

/** An application of a {@link PlannedFleet}. Its methods are called only on demand. */
export interface AppInPlan extends SummarisedApp {
  /** Returns its units in all trees. */
  readonly units: () => readonly PlannedUnit[];
}

/** The source of facts. */
export interface FactsSource {
  readonly platform: PlatformFacts;
  readonly registry: Registry;
  /** The templates of the platform. */
  readonly templates: TemplateFolders;
  /** Returns the facts of an application. */
  readonly app: (name: string) => AppFacts;
}

/** Returns the plan of a fleet with known facts. */
export function plannedFleet(
  { facts, registry }: ResolvedFleet,
  fingerprint: string,
  templates: TemplateFolders = {},
): PlannedFleet {
  const { platform, apps } = facts;
  const byName = new Map(apps.map((app) => [app.name, app]));
  return {
    environments: platform.environments.map(({ name }) => name),
    platformUnits: platformUnits(platform, registry, fingerprint),
    apps: apps.map((app) => plannedApp(app, platform, registry, { fingerprint, templates })),
    facts: () =>
      Promise.resolve({
        platform,
        registry,
        templates,
        app(name) {
          const app = byName.get(name);
          if (app === undefined) throw new Error(`The fleet has no application ${name}.`);
          return app;
        },
      }),
  };
}

/** What all units of a fleet are made with. */
export interface Generators {
  readonly fingerprint: string;
  /** The templates of the platform. */
  readonly templates: TemplateFolders;
}

/** Returns the plan of one application. */
export function plannedApp(
  app: AppFacts,
  platform: PlatformFacts,
  registry: Registry,
  { fingerprint, templates }: Generators,
): AppInPlan {
  let units: readonly PlannedUnit[] | undefined;
  let summary: SynthesisedApp | undefined;
  const options = () => ({ trees: ALL_TREES, fingerprint, repositoryFingerprint: repositoryFingerprint(templates) });
  return {
    name: app.name,
    units: () => (units ??= appUnits(app, platform, registry, options())),
    summary: () => (summary ??= synthesisedApp(app, platform, registry)),
  };
}
