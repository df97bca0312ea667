import {
  type Comparison,
  type Finding,
  type FleetVersion,
  type Review,
  reviewChange,
  type StackContent,
} from '@goldenpath/review';
import { builtInRegistry } from '@goldenpath/parts';
import { comparisonOf, type Draft, edited, exampleFleet, type WrittenFleet } from './comparisons';

/** An edit of a written fleet. It mutates its argument. */
export type Edit = (draft: { platform: Draft; apps: Record<string, Draft> }) => void;

export const FLEET: WrittenFleet = exampleFleet();

/** Nothing is edited. */
export const nothing: Edit = () => {};

/** The review of an edit of the example fleet, or of the example fleet after another edit. */
export function reviewOf(edit: Edit, before: Edit = nothing, changes: Partial<Comparison> = {}): Review {
  const base = edited(FLEET, before);
  return reviewChange({ ...comparisonOf(base, edited(base, edit)), ...changes }, builtInRegistry);
}

/** The findings of one rule, each as `severity app/environment: message`, with `–` for none. */
export function found(review: Review, rule: Finding['rule']): string[] {
  return review.findings
    .filter((finding) => finding.rule === rule)
    .map(({ severity, app, environment, message }) => `${severity} ${app ?? '–'}/${environment ?? '–'}: ${message}`);
}

/** A fleet version with one stack changed, as a different version of the generators would change it. */
export function withStack(version: FleetVersion, name: string, edit: (stack: Draft) => void): FleetVersion {
  const stack = structuredClone(version.stacks.get(name)) as Draft;
  edit(stack);
  return { ...version, stacks: new Map([...version.stacks, [name, stack as StackContent]]) };
}

/** A review of two versions with the same specs and one stack that differs. */
export function reviewOfStack(
  name: string,
  edit: (stack: Draft) => void,
  before: (stack: Draft) => void = () => {},
): Review {
  const same = comparisonOf(FLEET, FLEET);
  const base = withStack(same.base, name, before);
  return reviewChange({ ...same, base, head: withStack(base, name, edit), generatorsChanged: true }, builtInRegistry);
}
