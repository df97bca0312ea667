import { createHash } from 'node:crypto';
import type { AppFacts, FleetFacts, PlatformFacts, StackFacts } from '@goldenpath/model';
import type { TreeName } from './generators';
import { appUnit, baseUnit, platformUnit, type Selection, selects } from './units';

/** A unit to be made, and the hash of everything that it is made from. */
export interface PlannedUnit {
  readonly tree: TreeName;
  readonly unit: string;
  readonly key: string;
  /** The stack, where the unit is one. */
  readonly stack?: StackFacts;
}

/** All units of one application, or of the platform, that a run answers for. */
export interface PlannedApp {
  readonly app?: AppFacts;
  readonly units: readonly PlannedUnit[];
}

/** What a run has to see to: for each application, and for the platform, the units and their keys. */
export function planUnits(
  facts: FleetFacts,
  trees: readonly TreeName[],
  selection: Selection,
  fingerprint: string,
): PlannedApp[] {
  const wanted = (units: readonly PlannedUnit[]) =>
    units.filter(({ tree, unit }) => trees.includes(tree) && selects(selection, unit));
  const platform = platformKeys(facts.platform, fingerprint);
  return [
    { units: wanted(platformUnits(facts.platform, platform)) },
    ...facts.apps.map((app) => ({ app, units: wanted(appUnits(app, platform)) })),
  ].filter(({ units }) => units.length > 0);
}

/** Hashes of what the platform adds to every unit, and to those of one environment. */
interface PlatformKeys {
  readonly fingerprint: string;
  /** What every stack is made from: not what is in the environments, which concerns the stacks there. */
  readonly shared: string;
  readonly environments: ReadonlyMap<string, string>;
}

/** What is accepted makes nothing by itself: where it takes protection away, the facts of what was protected say so. */
function platformKeys({ environments, accept: _accept, ...shared }: PlatformFacts, fingerprint: string): PlatformKeys {
  return {
    fingerprint,
    shared: keyOf(shared),
    environments: new Map(environments.map((environment) => [environment.name, keyOf(environment)])),
  };
}

function platformUnits({ environments }: PlatformFacts, keys: PlatformKeys): PlannedUnit[] {
  return environments.flatMap(({ name, stack }) =>
    stack === undefined
      ? []
      : [stackUnit(platformUnit(name), stack, keys.fingerprint, keys.shared, keys.environments.get(name))],
  );
}

function appUnits(app: AppFacts, keys: PlatformKeys): PlannedUnit[] {
  const appKey = keyOf(keys.fingerprint, madeFrom(app));
  const overlays = app.environments.filter(({ workload }) => workload !== undefined);
  const manifests =
    overlays.length === 0
      ? []
      : [baseUnit(app.name), ...overlays.map(({ environment }) => appUnit(app.name, environment))];
  return [
    ...manifests.map((unit) => ({ tree: 'manifests' as const, unit, key: appKey })),
    ...(app.stack === undefined ? [] : [stackUnit(appUnit(app.name), app.stack, appKey, keys.shared)]),
    ...app.environments.flatMap(({ environment, stack }) =>
      stack === undefined
        ? []
        : [stackUnit(appUnit(app.name, environment), stack, appKey, keys.shared, keys.environments.get(environment))],
    ),
  ];
}

/** The facts of an application, an environment that is what it is in general only by its name: half as much to hash. */
function madeFrom({ environments, accept: _accept, ...app }: AppFacts): unknown {
  return [app, environments.map((facts) => (app.general.includes(facts) ? facts.environment : facts))];
}

function stackUnit(unit: string, stack: StackFacts, ...parts: readonly unknown[]): PlannedUnit {
  return { tree: 'stacks', unit, key: keyOf(...parts), stack };
}

/** A hash of plain data: the same data, the same key. The `~` keeps scanners for secrets from taking it for one. */
export function keyOf(...parts: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(JSON.stringify(part) ?? '').update('\0');
  return `~${hash.digest('base64url').slice(0, 22)}`;
}
