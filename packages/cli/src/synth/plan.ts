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
  return [
    { units: wanted(platformUnits(facts.platform, fingerprint)) },
    ...facts.apps.map((app) => ({ app, units: wanted(appUnits(app, facts.platform, fingerprint)) })),
  ].filter(({ units }) => units.length > 0);
}

function platformUnits(platform: PlatformFacts, fingerprint: string): PlannedUnit[] {
  return platform.environments.flatMap((environment) =>
    environment.databases === undefined
      ? []
      : [stackUnit(platformUnit(environment.name), environment.databases.stack, fingerprint, shared(platform), environment)],
  );
}

function appUnits(app: AppFacts, platform: PlatformFacts, fingerprint: string): PlannedUnit[] {
  const appKey = keyOf(fingerprint, app);
  const overlays = app.environments.filter(({ workload }) => workload !== undefined);
  const manifests = overlays.length === 0 ? [] : [baseUnit(app.name), ...overlays.map(({ environment }) => appUnit(app.name, environment))];
  return [
    ...manifests.map((unit) => ({ tree: 'manifests' as const, unit, key: appKey })),
    ...(app.stack === undefined ? [] : [stackUnit(appUnit(app.name), app.stack, appKey, shared(platform))]),
    ...app.environments.flatMap(({ environment, stack }) => {
      if (stack === undefined) return [];
      const around = platform.environments.find(({ name }) => name === environment);
      return [stackUnit(appUnit(app.name, environment), stack, appKey, shared(platform), around)];
    }),
  ];
}

function stackUnit(unit: string, stack: StackFacts, ...madeFrom: readonly unknown[]): PlannedUnit {
  return { tree: 'stacks', unit, key: keyOf(...madeFrom), stack };
}

/** What of the platform every stack is made from. Not what is in its environments: that concerns the stacks there. */
function shared({ environments: _, ...platform }: PlatformFacts): unknown {
  return platform;
}

/** A hash of plain data: the same data, the same key. The `~` keeps scanners for secrets from taking it for one. */
export function keyOf(...parts: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(JSON.stringify(part) ?? '').update('\0');
  return `~${hash.digest('base64url').slice(0, 22)}`;
}
