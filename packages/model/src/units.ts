import { createHash } from 'node:crypto';
import {
  accountOf,
  type AnyPart,
  type AppFacts,
  type AppInEnvironment,
  type FleetFacts,
  type PlatformEnvironment,
  type PlatformFacts,
  type Registry,
  type StackFacts,
} from '@goldenpath/extension';

/** A unit of generation: the platform in an environment, what an application has once, or an application in an environment. */
export type FleetUnit =
  | {
      readonly scope: 'platform';
      readonly app: null;
      readonly environment: string;
      readonly facts: PlatformEnvironment;
    }
  | { readonly scope: 'once'; readonly app: string; readonly environment: null; readonly facts: AppFacts }
  | {
      readonly scope: 'environment';
      readonly app: string;
      readonly environment: string;
      readonly facts: AppInEnvironment;
    };

/**
 * Returns every unit of a fleet: the platform's first, then each application's. Synthesis, the comparison of commits and the review all use
 * this enumeration.
 */
export function fleetUnits({ platform, apps }: FleetFacts): FleetUnit[] {
  return [...platformUnits(platform), ...apps.flatMap(appUnits)];
}

/** Returns every stack of a fleet, in the order of its units. */
export function fleetStacks(fleet: FleetFacts): StackFacts[] {
  return fleetUnits(fleet).flatMap(({ facts }) => facts.stack ?? []);
}

function platformUnits({ environments }: PlatformFacts): FleetUnit[] {
  return environments.map((facts) => ({ scope: 'platform', app: null, environment: facts.name, facts }));
}

/** Returns the units of an application: what it has once, then each of its environments. */
export function appUnits(app: AppFacts): FleetUnit[] {
  const { name } = app;
  return [
    { scope: 'once', app: name, environment: null, facts: app },
    ...app.environments.map(
      (facts) => ({ scope: 'environment', app: name, environment: facts.environment, facts }) as const,
    ),
  ];
}

/** A Terraform stack, and a hash of exactly the facts that it is generated from. */
export interface StackUnit {
  readonly stack: StackFacts;
  /** `null` for a platform stack. */
  readonly app: string | null;
  /** `null` for a stack without an environment. */
  readonly environment: string | null;
  readonly key: string;
}

/** The repository of an application, and a hash of exactly the facts that it is made from. */
export interface RepositoryUnit {
  readonly app: string;
  readonly key: string;
}

/** The manifests of an application, and hashes of exactly the facts that they are generated from. */
export interface ManifestsUnit {
  readonly app: string;
  /** The hash of what all environments have in common, from which the base is generated. */
  readonly baseKey: string;
  /** The hash of each environment's rendered facts. */
  readonly environments: ReadonlyMap<string, string>;
}

/** Returns every stack of a fleet, in the order of its units. */
export function stackUnits(facts: FleetFacts, registry: Registry): StackUnit[] {
  return [
    ...platformStackUnits(facts.platform, registry),
    ...facts.apps.flatMap((app) => appStackUnits(app, facts.platform, registry)),
  ];
}

/** Returns the stacks of the platform. */
export function platformStackUnits(platform: PlatformFacts, { parts }: Registry): StackUnit[] {
  const { organisation } = platform;
  return platformUnits(platform).flatMap((unit) =>
    stackUnit(unit, parts, [accountOf(platform, unit.environment), organisation]),
  );
}

/** The manifests of the platform, and a hash of exactly the facts that they are made from. */
export interface PlatformManifestsUnit {
  /** `null` for the configuration of Argo CD. */
  readonly environment: string | null;
  readonly key: string;
}

/** Returns the manifests of the platform: the configuration of Argo CD, then what the cluster of each environment has. */
export function platformManifestsUnits(platform: PlatformFacts): PlatformManifestsUnit[] {
  const { organisation, gitops, teams, clusters, environments, previews } = platform;
  const destinations = environments.map(({ name, isProduction, cluster }) => [name, isProduction, cluster]);
  return [
    {
      environment: null,
      key: keyOf(
        organisation,
        platform.domain,
        gitops,
        teams,
        clusters,
        destinations,
        ...(previews === undefined ? [] : [previews]),
      ),
    },
    ...clusters.map((cluster) => ({ environment: cluster.environment, key: keyOf(cluster, organisation) })),
  ];
}

/** Returns the stacks of an application: its own, and those of its environments. */
export function appStackUnits(app: AppFacts, platform: PlatformFacts, registry: Registry): StackUnit[] {
  const parts = registry.partsOf(app.kind);
  const { organisation } = platform;
  return appUnits(app).flatMap((unit) =>
    stackUnit(unit, parts, [accountOf(platform, unit.environment), organisation, app.risk]),
  );
}

/** @param common - What every stack of the same owner is generated from besides its own facts. */
function stackUnit(unit: FleetUnit, parts: readonly AnyPart[], common: readonly unknown[]): StackUnit[] {
  const { app, environment, facts, scope } = unit;
  if (facts.stack === undefined) return [];
  const made = partsWith(
    parts.filter((part) => part.stackScopes?.includes(scope) === true || hasOverrides(part, unit)),
    (part) => factsIn(part, unit),
  );
  const tags = unit.scope === 'platform' ? [] : [unit.facts.tags];
  return [{ stack: facts.stack, app, environment, key: keyOf(facts.stack, ...tags, ...common, made) }];
}

/** Overrides are of the stacks of applications. */
function hasOverrides({ overrides }: AnyPart, { scope }: FleetUnit): boolean {
  return overrides !== undefined && scope !== 'platform';
}

function factsIn(part: AnyPart, { scope, facts }: FleetUnit): unknown {
  if (scope === 'platform') return part.sharedOf(facts);
  return scope === 'once' ? part.onceOf(facts) : part.factsOf(facts);
}

/** Returns the manifests of a fleet: every application with objects in a cluster, in order of name. */
export function manifestsUnits({ apps }: FleetFacts, registry: Registry): ManifestsUnit[] {
  return apps.flatMap((app) => manifestsUnit(app, registry) ?? []);
}

/** Returns whether an application has objects in a cluster. */
export function hasManifests(app: AppFacts, registry: Registry): boolean {
  const parts = registry.partsOf(app.kind);
  return app.environments.some((facts) => hasManifestsIn(facts, parts));
}

/** Returns whether an application with these parts has objects in the cluster of an environment. */
export function hasManifestsIn(facts: AppInEnvironment, parts: readonly AnyPart[]): boolean {
  return parts.some((part) => part.charts !== undefined && part.factsOf(facts) !== undefined);
}

/** Returns the manifests of an application; `undefined` when it has no objects in a cluster. */
export function manifestsUnit(app: AppFacts, registry: Registry): ManifestsUnit | undefined {
  const parts = registry.partsOf(app.kind).filter((part) => part.charts !== undefined || part.patches !== undefined);
  const known = new Map<AppInEnvironment, string | undefined>();
  const keyIn = (facts: AppInEnvironment): string | undefined => {
    // Without overrides, the facts of an environment are the same object as the general facts.
    if (!known.has(facts)) known.set(facts, manifestsKey(facts, parts));
    return known.get(facts);
  };
  const environments = app.environments.flatMap((facts) => {
    const key = keyIn(facts);
    return key === undefined ? [] : [[facts.environment, key] as const];
  });
  if (environments.length === 0) return undefined;
  return { app: app.name, baseKey: keyOf(app.general.map(keyIn)), environments: new Map(environments) };
}

function manifestsKey(facts: AppInEnvironment, parts: readonly AnyPart[]): string | undefined {
  if (!hasManifestsIn(facts, parts)) return undefined;
  const made = partsWith(parts, (part) => part.factsOf(facts));
  const { environment, namespace, labels, selector } = facts;
  return keyOf(environment, namespace, labels, selector, made);
}

/** The repository of an application, and a hash of exactly the facts that it is made from; `undefined` where no part makes any of it. */
export function repositoryUnit(app: AppFacts, platform: PlatformFacts, registry: Registry): RepositoryUnit | undefined {
  const parts = registry.partsOf(app.kind);
  const scaffolding = parts.filter(({ scaffold }) => scaffold !== undefined);
  const described = parts.filter(({ catalog }) => catalog !== undefined);
  const [general] = app.general;
  const once = partsWith(scaffolding, (part) => part.onceOf(app));
  const made = general === undefined ? {} : partsWith(scaffolding, (part) => part.factsOf(general));
  if (Object.keys(once).length + Object.keys(made).length === 0) return undefined;
  const { name, kind, description, owner, risk } = app;
  const entries = app.environments.map((facts) => [
    facts.environment,
    accountOf(platform, facts.environment).region,
    facts.uses,
    facts.tags,
    partsWith(described, (part) => part.factsOf(facts)),
  ]);
  const about = [name, kind, description, owner, risk, platform.organisation, platform.aws];
  return { app: name, key: keyOf(...about, once, made, entries) };
}

function partsWith(parts: readonly AnyPart[], factsOf: (part: AnyPart) => unknown): Readonly<Record<string, unknown>> {
  const entries = parts.map((part) => [part.name, factsOf(part)] as const);
  return Object.fromEntries(entries.filter(([, facts]) => facts !== undefined));
}

/** Returns a hash of plain data. The `~` keeps secret scanners from reporting it. */
export function keyOf(...values: readonly unknown[]): string {
  const text = values.map((value) => `${JSON.stringify(value) ?? ''}\0`).join('');
  return `~${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
}
