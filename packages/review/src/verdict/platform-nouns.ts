import { isSame } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';

const UNNAMED = { one: 'platform stack', many: 'platform stacks' };

/** Returns the platform resources that change in these environments: `the shared instance`, or `the shared instances`. */
export function platformNouns(
  { environments, registry }: FleetChange,
  affected: readonly (string | null)[],
): readonly string[] {
  if (affected.length === 0) return [];
  const pairs = environments.filter(({ name }) => affected.includes(name));
  const there = registry.parts.flatMap((part) => {
    const shared = pairs.map(({ base, head }) => [base && part.sharedOf(base), head && part.sharedOf(head)] as const);
    if (shared.every(([base, head]) => base === undefined && head === undefined)) return [];
    const isChanged = shared.some(([base, head]) => !isSame(base, head));
    return [{ noun: part.review?.().platformNoun ?? UNNAMED, isChanged }];
  });
  const changed = there.filter(({ isChanged }) => isChanged);
  // If only the generators changed, the facts of every part are equal.
  const named = changed.length > 0 ? changed : there;
  const nouns = named.map(({ noun }) => `the ${affected.length === 1 ? noun.one : noun.many}`);
  return nouns.length === 0 ? [`the ${affected.length === 1 ? UNNAMED.one : UNNAMED.many}`] : [...new Set(nouns)];
}
