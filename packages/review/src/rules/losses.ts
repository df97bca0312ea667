import type { Scope } from '@goldenpath/extension';
import type { AppInEnvironment } from '@goldenpath/model';
import type { PlannedAction, ResourceChange } from '@goldenpath/deploy';
import type { AppEnvironmentPair, AppPair, FleetChange } from '../fleet/fleet-change';
import { byScope, scopeKey } from '../fleet/scope-key';
import { plansOf } from '../stacks/resource-counts';
import { listed } from '../values/words';
import type { Found } from './rule';

/** Why something of an application goes, at the head of a sentence; undefined where the application stays as it is there. */
export function departure(
  { appsByName }: FleetChange,
  { app, environment, head }: AppEnvironmentPair,
): string | undefined {
  if (appsByName.get(app)?.head === undefined) return `${app} leaves the fleet`;
  if (environment.head === undefined) return `The environment ${environment.name} is gone`;
  return head === undefined ? `${app} no longer runs in ${environment.name}` : undefined;
}

/** An application in an environment that it runs in on the base's side. */
export type BasePlace = AppEnvironmentPair & { readonly base: AppInEnvironment };

/** Every application in every environment that it runs in on the base's side. */
export function placesAtBase({ apps }: FleetChange): BasePlace[] {
  return apps.flatMap(({ environments }) =>
    environments.flatMap((place) => (place.base === undefined ? [] : [{ ...place, base: place.base }])),
  );
}

/** A resource that is lost, and how. */
interface LostResource extends Scope {
  readonly address: string;
  readonly action: PlannedAction;
  /** `destroys it`, or `replaces it, because its username changes`. */
  readonly how: string;
}

/**
 * Resources of a type that are destroyed or replaced: as the plans say, and of stacks that were not planned as comparing the two sides
 * does.
 */
function lostResources({ plans, stacks }: FleetChange, type: string): Map<string, LostResource[]> {
  const planned = plans.source === 'none' ? [] : plans.stacks;
  const isPlanned = new Set(planned.filter(({ status }) => status === 'planned').map(({ stack }) => stack));
  const told = new Set<string>();
  const lost: LostResource[] = [];
  const compared = plansOf({ ...plans, source: 'none' }, stacks).stacks.filter(({ stack }) => !isPlanned.has(stack));
  for (const { stack, app, environment, changes } of [...planned, ...compared]) {
    for (const change of changes) {
      const key = `${stack} ${change.address}`;
      if (change.type !== type || !isLoss(change) || told.has(key)) continue;
      told.add(key);
      lost.push({ app, environment, address: change.address, action: change.action, how: howText(change) });
    }
  }
  return byScope(lost);
}

function isLoss({ action }: ResourceChange): boolean {
  return action === 'destroy' || action === 'replace' || action === 'forget';
}

function howText({ action, replacedBecause }: ResourceChange): string {
  if (action === 'destroy') return 'destroys it';
  if (action === 'forget') return 'forgets it, and manages it no more';
  return replacedBecause.length === 0 ? 'replaces it' : `replaces it, because ${listed(replacedBecause)} changes`;
}

/** What is lost in a place by the plan or the stack alone: nothing where something is told of that place already. */
function untold(lost: ReadonlyMap<string, readonly LostResource[]>, told: readonly Scope[]): LostResource[] {
  const places = new Set(told.map(scopeKey));
  return [...lost].flatMap(([key, resources]) => (places.has(key) ? [] : resources));
}

/** `orders-api in prod`, `orders-api`, or `the platform in prod`. */
export function placeText({ app, environment }: Scope): string {
  return `${app ?? 'the platform'}${environment === null ? '' : ` in ${environment}`}`;
}

/** What an application has once and goes with it. */
export function appsAtBase({ apps }: FleetChange) {
  return apps.flatMap((app: AppPair) => (app.base === undefined ? [] : [{ ...app, base: app.base }]));
}

/** How the loss of a resource is told of which nothing else is known than what Terraform does. */
export interface LossWords {
  /** Such as `The registry`. */
  readonly what: string;
  /** What goes with it: `, nor do the images in it`. @default nothing is told */
  readonly also?: string;
  readonly remedy: string;
}

/** What a rule found, and what of a type is lost besides, by the plan or the stack alone. */
export function withLostResources(
  change: FleetChange,
  type: string,
  found: readonly Found[],
  { what, also = '', remedy }: LossWords,
): Found[] {
  const more = untold(lostResources(change, type), found).map(({ app, environment, address, how }): Found => {
    const message = `${what} ${address} of ${placeText({ app, environment })} does not survive${also}: Terraform ${how}.`;
    return { severity: 'danger', app, environment, message, remedy };
  });
  return [...found, ...more];
}
