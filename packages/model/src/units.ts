import { createHash } from 'node:crypto';
import type {
  AnyPart,
  AppFacts,
  AppInEnvironment,
  FleetFacts,
  PlatformFacts,
  Registry,
  StackFacts,
} from '@goldenpath/extension';

/** A Terraform stack, and a hash of exactly the facts that it is made from. */
export interface StackUnit {
  readonly stack: StackFacts;
  /** `null`: the platform's own. */
  readonly app: string | null;
  /** `null`: what an application has once, in no environment. */
  readonly environment: string | null;
  readonly key: string;
}

/** The manifests of an application, and hashes of exactly the facts that they are made from. */
export interface ManifestsUnit {
  readonly app: string;
  /** The hash of what all environments have in common: what the base is made from. */
  readonly baseKey: string;
  /** By environment, the hash of what is rendered there. */
  readonly environments: ReadonlyMap<string, string>;
}

/**
 * Every stack of a fleet: the platform's first, then each application's own and those of its environments. Synthesis, the
 * comparison of commits and the review all go by this enumeration.
 */
export function stackUnits(facts: FleetFacts, registry: Registry): StackUnit[] {
  return [
    ...platformStackUnits(facts.platform, registry),
    ...facts.apps.flatMap((app) => appStackUnits(app, facts.platform, registry)),
  ];
}

/** The stacks of the platform. */
export function platformStackUnits({ environments, ...platform }: PlatformFacts, { parts }: Registry): StackUnit[] {
  return environments.flatMap((environment) => {
    if (environment.stack === undefined) return [];
    const made = inStack(parts, 'platform', (part) => part.sharedOf(environment));
    const key = keyOf(environment.stack, platform.aws, platform.organisation, made);
    return [{ stack: environment.stack, app: null, environment: environment.name, key }];
  });
}

/** The stacks of an application: its own, and those of its environments. */
export function appStackUnits(app: AppFacts, platform: PlatformFacts, registry: Registry): StackUnit[] {
  const parts = registry.partsOf(app.kind);
  const common = [platform.aws, platform.organisation, app.risk];
  const own = app.stack && {
    stack: app.stack,
    app: app.name,
    environment: null,
    key: keyOf(
      app.stack,
      app.tags,
      ...common,
      inStack(parts, 'once', (part) => part.onceOf(app)),
    ),
  };
  const inEnvironments = app.environments.flatMap((facts) =>
    facts.stack === undefined
      ? []
      : {
          stack: facts.stack,
          app: app.name,
          environment: facts.environment,
          key: keyOf(
            facts.stack,
            facts.tags,
            ...common,
            inStack(parts, 'environment', (part) => part.factsOf(facts)),
          ),
        },
  );
  return [...(own === undefined ? [] : [own]), ...inEnvironments];
}

/** The facts of the parts that have resources in a stack, by the names of the parts. */
function inStack(
  parts: readonly AnyPart[],
  scope: 'environment' | 'once' | 'platform',
  factsOf: (part: AnyPart) => unknown,
): Readonly<Record<string, unknown>> {
  return partsWith(
    parts.filter(({ stackScopes }) => stackScopes?.includes(scope)),
    factsOf,
  );
}

/** The manifests of a fleet: every application with objects in a cluster, in order of name. */
export function manifestsUnits({ apps }: FleetFacts, registry: Registry): ManifestsUnit[] {
  return apps.flatMap((app) => manifestsUnit(app, registry) ?? []);
}

/** The manifests of an application; `undefined` where it has no objects in a cluster. */
export function manifestsUnit(app: AppFacts, registry: Registry): ManifestsUnit | undefined {
  const parts = registry.partsOf(app.kind).filter(({ charts }) => charts !== undefined);
  const known = new Map<AppInEnvironment, string | undefined>();
  const keyIn = (facts: AppInEnvironment): string | undefined => {
    // An environment without overrides is, in the facts, the very object of what the application is in general.
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
  const made = partsWith(parts, (part) => part.factsOf(facts));
  if (Object.keys(made).length === 0) return undefined;
  const { environment, namespace, labels, selector } = facts;
  return keyOf(environment, namespace, labels, selector, made);
}

function partsWith(parts: readonly AnyPart[], factsOf: (part: AnyPart) => unknown): Readonly<Record<string, unknown>> {
  const entries = parts.map((part) => [part.name, factsOf(part)] as const);
  return Object.fromEntries(entries.filter(([, facts]) => facts !== undefined));
}

/** A hash of plain data: the same data, the same key. The `~` keeps scanners for secrets from reporting it. */
export function keyOf(...values: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const value of values) hash.update(JSON.stringify(value) ?? '').update('\0');
  return `~${hash.digest('base64url').slice(0, 22)}`;
}
