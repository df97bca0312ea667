import type { Registry } from '@goldenpath/extension';
import {
  type AppFacts,
  appStackUnits,
  keyOf,
  manifestsUnit,
  type PlatformFacts,
  platformManifestsUnits,
  platformStackUnits,
  repositoryUnit,
  type StackFacts,
  type StackUnit,
} from '@goldenpath/model';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { repositoryFingerprint } from './fingerprint';
import type { TreeName } from './generators';
import { appUnit, ARGOCD_UNIT, baseUnit, platformUnit, type Selection, selects } from './units';

/** A unit to generate, and the hash of exactly its input. */
export interface PlannedUnit {
  readonly tree: TreeName;
  readonly unit: string;
  readonly key: string;
  /** The stack, if the unit is a stack. */
  readonly stack?: ListedStack;
}

/** The entry of a stack in the list of stacks. */
export type ListedStack = Pick<StackFacts, 'name' | 'dependsOn'>;

/** All units of one application, or of the platform, in the scope of a run. */
export interface PlannedApp {
  readonly app?: AppFacts;
  readonly units: readonly PlannedUnit[];
}

/** The scope of a run. */
export interface PlanOptions {
  readonly trees: readonly TreeName[];
  readonly selection: Selection;
  /** The generators, which are part of every unit's input. */
  readonly fingerprint: string;
  /** What only repositories are made with. @default without templates of the platform */
  readonly repositoryFingerprint?: string;
}

/** Returns the units and keys in the scope of a run, for each application and the platform. */
export function planUnits({ facts, registry }: ResolvedFleet, options: PlanOptions): PlannedApp[] {
  const { trees, selection, fingerprint } = options;
  const wanted = (units: readonly PlannedUnit[]) =>
    units.filter(({ tree, unit }) => trees.includes(tree) && selects(selection, unit));
  return [
    { units: wanted(platformUnits(facts.platform, registry, fingerprint)) },
    ...facts.apps.map((app) => ({
      app,
      units: wanted(appUnits(app, facts.platform, registry, options)),
    })),
  ].filter(({ units }) => units.length > 0);
}

/** Returns the units of the platform. */
export function platformUnits(platform: PlatformFacts, registry: Registry, fingerprint: string): PlannedUnit[] {
  const manifests = platformManifestsUnits(platform).map(({ environment, key }) => ({
    tree: 'manifests' as const,
    unit: environment === null ? ARGOCD_UNIT : platformUnit(environment),
    key: keyOf(fingerprint, key),
  }));
  return [...manifests, ...platformStackUnits(platform, registry).map((unit) => stackUnit(unit, fingerprint))];
}

/** Returns the units of an application in some trees. */
export function appUnits(
  app: AppFacts,
  platform: PlatformFacts,
  registry: Registry,
  { trees, fingerprint, ...more }: Omit<PlanOptions, 'selection'>,
): PlannedUnit[] {
  return [
    ...(trees.includes('manifests') ? manifestUnits(app, registry, fingerprint) : []),
    ...(trees.includes('stacks')
      ? appStackUnits(app, platform, registry).map((unit) => stackUnit(unit, fingerprint))
      : []),
    ...(trees.includes('repositories')
      ? repositoryUnits(
          app,
          platform,
          registry,
          keyOf(fingerprint, more.repositoryFingerprint ?? repositoryFingerprint()),
        )
      : []),
  ];
}

function repositoryUnits(
  app: AppFacts,
  platform: PlatformFacts,
  registry: Registry,
  fingerprint: string,
): PlannedUnit[] {
  const made = repositoryUnit(app, platform, registry);
  if (made === undefined) return [];
  return [{ tree: 'repositories', unit: appUnit(app.name), key: keyOf(fingerprint, made.key) }];
}

/** An overlay contains the differences from the base, so both are its input. */
function manifestUnits(app: AppFacts, registry: Registry, fingerprint: string): PlannedUnit[] {
  const made = manifestsUnit(app, registry);
  if (made === undefined) return [];
  const base = keyOf(fingerprint, made.baseKey);
  return [
    { tree: 'manifests', unit: baseUnit(app.name), key: base },
    ...[...made.environments].map(([environment, key]) => ({
      tree: 'manifests' as const,
      unit: appUnit(app.name, environment),
      key: keyOf(base, key),
    })),
  ];
}

function stackUnit({ app, environment, key, stack }: StackUnit, fingerprint: string): PlannedUnit {
  const unit = app === null ? platformUnit(environment ?? '') : appUnit(app, environment ?? undefined);
  const { name, dependsOn } = stack;
  return { tree: 'stacks', unit, key: keyOf(fingerprint, key), stack: { name, dependsOn } };
}
