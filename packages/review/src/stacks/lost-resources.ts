import { listed, type LostResource } from '@goldenpath/extension';
import type { ResourceChange } from '@goldenpath/deploy';
import type { Plans } from '../review';
import { plansOf } from './resource-counts';
import type { StackPair } from './stack-pairs';

/**
 * Returns the resources of a type that are destroyed, replaced or forgotten: from the plans or, for stacks without a plan, from comparing
 * base and head.
 */
export function lostResources(plans: Plans, stacks: readonly StackPair[], type: string): LostResource[] {
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
      lost.push({ app, environment, address: change.address, how: howText(change) });
    }
  }
  return lost;
}

function isLoss({ action }: ResourceChange): boolean {
  return action === 'destroy' || action === 'replace' || action === 'forget';
}

function howText({ action, replacedBecause }: ResourceChange): string {
  if (action === 'destroy') return 'destroys it';
  if (action === 'forget') return 'forgets it and no longer manages it';
  return replacedBecause.length === 0 ? 'replaces it' : `replaces it, because ${listed(replacedBecause)} changes`;
}
