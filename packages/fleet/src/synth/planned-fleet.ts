import type { Registry } from '@goldenpath/extension';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import type { TemplateFolders } from '@goldenpath/scaffold';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { repositoryFingerprint } from './fingerprint';
import type { TreeName } from './generators';
import { appUnits, type PlannedUnit, platformUnits } from './plan';
import { synthesisedApp } from './summarise-app';
import type { SummarisedApp } from './summary';

/** All trees. */
const ALL_TREES: readonly TreeName[] = ['manifests', 'stacks', 'repositories'];

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
  /** Forgets the facts of an application: they are resolved again if something asks for them. @default nothing is forgotten */
  readonly release?: (name: string) => void;
}

/** A fleet with known facts. */
export interface FleetToPlan extends ResolvedFleet {
  /** Resolves an application again. @default facts stay in memory */
  readonly resolve?: (name: string) => AppFacts | undefined;
}

/** Returns the plan of a fleet with known facts. */
export function plannedFleet(
  { facts, registry, resolve }: FleetToPlan,
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
          const app = byName.get(name) ?? resolve?.(name);
          if (app === undefined) throw new Error(`The fleet has no application ${name}.`);
          return app;
        },
        ...(resolve !== undefined && { release: (name: string) => void byName.delete(name) }),
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
  const { name } = app;
  const options = { trees: ALL_TREES, fingerprint, repositoryFingerprint: repositoryFingerprint(templates) };
  // The facts are not kept: those of a large fleet take most of the memory.
  const units = onceMade(() => appUnits(app, platform, registry, options));
  const summary = onceMade(() => synthesisedApp(app, platform, registry));
  return { name, units, summary };
}

/** Returns what `make` returns, and forgets it. */
function onceMade<Value>(make: () => Value): () => Value {
  let todo: (() => Value) | undefined = make;
  let value: Value | undefined;
  return () => {
    if (todo !== undefined) value = todo();
    todo = undefined;
    return value as Value;
  };
}
