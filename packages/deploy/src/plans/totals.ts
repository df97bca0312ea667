import type { PlannedAction, StackPlan } from './stack-plan';

/** The number of planned changes per action. */
export type Totals = Readonly<Record<'create' | 'update' | 'replace' | 'destroy' | 'forget', number>>;

/** Counts the planned changes. Reads are not counted. */
export function totalsOf(plans: readonly StackPlan[]): Totals {
  const actions = plans.flatMap(({ changes }) => changes.map(({ action }) => action));
  const count = (wanted: PlannedAction) => actions.filter((action) => action === wanted).length;
  return {
    create: count('create'),
    update: count('update'),
    replace: count('replace'),
    destroy: count('destroy'),
    forget: count('forget'),
  };
}

/** Formats totals: `3 to create, 1 to replace`, or `no changes`. */
export function totalsText(totals: Totals): string {
  const words = (Object.keys(totals) as (keyof Totals)[]).filter((action) => totals[action] > 0);
  return words.length === 0 ? 'no changes' : words.map((action) => `${totals[action]} to ${action}`).join(', ');
}
