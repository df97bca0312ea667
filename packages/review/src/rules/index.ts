import { byRank, type Registry, type ReviewRuleInfo, type RuleFinding } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import { partChange } from '../fleet/part-change';
import { immutableField } from './immutable-field';
import { manifestsMoved } from './manifests-moved';
import { plainSecret } from './plain-secret';
import { privilegeGained } from './privilege-gained';
import type { GeneralRule } from './rule';

/** The general rules of the product. */
const GENERAL: readonly GeneralRule[] = [immutableField, plainSecret, privilegeGained, manifestsMoved];

/** Returns every rule, most severe first, which is the order of findings with equal severity. */
export function reviewRules(registry: Registry): ReviewRuleInfo[] {
  return byRank([...GENERAL, ...registry.parts.flatMap((part) => part.review?.().rules ?? [])]);
}

/** A finding and its rule. */
export interface FoundByRule {
  readonly rule: string;
  readonly found: RuleFinding;
}

/** Returns the findings of all rules in a change. */
export function findByRules(change: FleetChange): FoundByRule[] {
  return [
    ...GENERAL.flatMap(({ id, find }) => find(change).map((found) => ({ rule: id, found }))),
    ...change.registry.parts.flatMap((part): FoundByRule[] => {
      const { rules = [], findings = {} } = part.review?.() ?? {};
      const finders = [...rules.map(({ id, find }) => [id, find] as const), ...Object.entries(findings)];
      if (finders.length === 0) return [];
      const own = partChange(change, part);
      return finders.flatMap(([rule, find]) => find(own).map((found) => ({ rule, found })));
    }),
  ];
}
