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

/** An edit of a written fleet: it changes what it is given. */
export type Edit = (draft: { platform: Draft; apps: Record<string, Draft> }) => void;

export const FLEET: WrittenFleet = exampleFleet();

/** Nothing is edited. */
export const nothing: Edit = () => {};

/** The review of an edit of the example fleet, or of what another edit has made of it. */
export function reviewOf(edit: Edit, before: Edit = nothing, otherwise: Partial<Comparison> = {}): Review {
  const base = edited(FLEET, before);
  return reviewChange({ ...comparisonOf(base, edited(base, edit)), ...otherwise }, builtInRegistry);
}

/** What one rule finds, each as `severity app/environment: message`, `–` for what belongs to none. */
export function found(review: Review, rule: Finding['rule']): string[] {
  return review.findings
    .filter((finding) => finding.rule === rule)
    .map(({ severity, app, environment, message }) => `${severity} ${app ?? '–'}/${environment ?? '–'}: ${message}`);
}

/** A side with one stack otherwise, for what no spec can bring about: another generation of the generators does. */
export function withStack(side: FleetVersion, name: string, edit: (stack: Draft) => void): FleetVersion {
  const stack = structuredClone(side.stacks.get(name)) as Draft;
  edit(stack);
  return { ...side, stacks: new Map([...side.stacks, [name, stack as StackContent]]) };
}

/** A review of two versions whose specs are the same, and one stack is not. */
export function reviewOfStack(
  name: string,
  edit: (stack: Draft) => void,
  before: (stack: Draft) => void = () => {},
): Review {
  const same = comparisonOf(FLEET, FLEET);
  const base = withStack(same.base, name, before);
  return reviewChange({ ...same, base, head: withStack(base, name, edit), generatorsChanged: true }, builtInRegistry);
}
