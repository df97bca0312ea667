import { type PlatformFacts, shownAccountOf } from '@goldenpath/extension';
import { type ManifestsUnit, manifestsUnits, type StackUnit, stackUnits } from '@goldenpath/model';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { inOrder, reversed } from '@goldenpath/deploy';
import { affectedDatabases, type AffectedDatabase } from './databases';
import { waves } from './waves';

/** A stack to plan and deploy. */
export interface AffectedStack {
  readonly stack: string;
  /** `null` for a platform stack. */
  readonly app: string | null;
  /** `null` for a stack without an environment. */
  readonly environment: string | null;
  readonly change: 'added' | 'changed';
  /** 1, or one more than the last wave of the affected stacks that it depends on. Stacks of one wave are independent of each other. */
  readonly wave: number;
  /** The number of its AWS account. Absent where the platform has a single account. */
  readonly account?: string;
  /** The region in `account`. */
  readonly region?: string;
}

/** A stack that left the fleet and must be destroyed with the base's files. */
export interface LeftStack {
  readonly stack: string;
  readonly app: string | null;
  readonly environment: string | null;
}

/** An application whose manifests must be published. */
export interface AffectedManifests {
  readonly app: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** The environments in which the manifests differ, in the platform's order. */
  readonly environments: readonly string[];
}

/** The effects of a change on a fleet. */
export interface Affected {
  /** In deployment order. */
  readonly stacks: readonly AffectedStack[];
  /** In destruction order: last deployed first. */
  readonly removed: readonly LeftStack[];
  /** In order of name. */
  readonly manifests: readonly AffectedManifests[];
  /** The databases to provision after the stacks, by environment in the platform's order. */
  readonly databases: readonly AffectedDatabase[];
}

/**
 * Returns what to plan, deploy, destroy and publish between two fleets. Nothing is generated: equal facts give equal output.
 *
 * @param base - The fleet before the change; `undefined` if there was none.
 * @param everything - The generators themselves changed: whatever base and head both have counts as changed.
 */
export function affectedBy(base: ResolvedFleet | undefined, head: ResolvedFleet, everything: boolean): Affected {
  const before = new Map(
    (base === undefined ? [] : stackUnits(base.facts, base.registry)).map((stack) => [stack.stack.name, stack]),
  );
  const after = stackUnits(head.facts, head.registry);
  const here = new Set(after.map(({ stack }) => stack.name));
  const differing = after.filter(({ stack, key }) => everything || before.get(stack.name)?.key !== key);
  const left = [...before.values()].filter(({ stack }) => !here.has(stack.name));
  return {
    stacks: inDeploymentOrder(differing, before, head.facts.platform),
    databases: affectedDatabases(base, head, differing, everything),
    removed: inOrder(reversed(left.map(ordered))).map(({ name, app, environment }) => ({
      stack: name,
      app,
      environment,
    })),
    manifests: affectedManifests(manifestsOf(base), manifestsOf(head), everything, [
      ...(base?.facts.platform.environments ?? []).map(({ name }) => name),
      ...head.facts.platform.environments.map(({ name }) => name),
    ]),
  };
}

function manifestsOf(fleet: ResolvedFleet | undefined): ManifestsUnit[] {
  return fleet === undefined ? [] : manifestsUnits(fleet.facts, fleet.registry);
}

function ordered({ stack, app, environment }: StackUnit) {
  return { name: stack.name, dependsOn: stack.dependsOn, app, environment };
}

function inDeploymentOrder(
  differing: readonly StackUnit[],
  before: ReadonlyMap<string, StackUnit>,
  platform: PlatformFacts,
): AffectedStack[] {
  const stacks = inOrder(differing.map(ordered));
  const waveOf = waves(stacks);
  return stacks.map(({ name, app, environment }) => ({
    stack: name,
    app,
    environment,
    change: before.has(name) ? 'changed' : 'added',
    wave: waveOf.get(name) ?? 1,
    ...shownAccountOf(platform, environment),
  }));
}

function affectedManifests(
  before: readonly ManifestsUnit[],
  after: readonly ManifestsUnit[],
  everything: boolean,
  environments: readonly string[],
): AffectedManifests[] {
  const [was, is] = [before, after].map((units) => new Map(units.map((app) => [app.app, app.environments])));
  const names = [...new Set([...before, ...after].map(({ app }) => app))].sort();
  // The head's order, after environments that exist only in the base.
  const inPlatformOrder = [...new Set([...environments].reverse())].reverse();
  return names.flatMap((app) => {
    const [old, now] = [was?.get(app), is?.get(app)];
    const differ = inPlatformOrder.filter(
      (environment) =>
        old?.get(environment) !== now?.get(environment) || (everything && now?.has(environment) === true),
    );
    if (differ.length === 0) return [];
    return [
      { app, change: old === undefined ? 'added' : now === undefined ? 'removed' : 'changed', environments: differ },
    ];
  });
}
