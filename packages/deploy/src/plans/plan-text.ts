import { deferralText } from './takes-effect';
import type { AttributeChange, Json, OutputChange, PlannedAction, ResourceChange, StackPlan } from './stack-plan';

/** Functions that colour text, such as those of `picocolors`. */
export interface Paint {
  readonly create: (text: string) => string;
  readonly update: (text: string) => string;
  readonly destroy: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const plain = (text: string): string => text;

/** No colours. */
export const NO_PAINT: Paint = { create: plain, update: plain, destroy: plain, strong: plain, faint: plain };

/** Longer values are cut. */
const LONGEST_VALUE = 60;

/** Returns one line for each resource that a plan changes, followed by its changed attributes. Reads are left out. */
export function planLines(plan: StackPlan, paint: Paint = NO_PAINT): string[] {
  return [
    ...plan.drift.map((change) => paint.faint(`! ${change.address}  was changed outside Terraform${named(change)}`)),
    ...plan.changes.filter(({ action }) => action !== 'read').flatMap((change) => changeLines(change, paint)),
    ...plan.outputs.map((output) =>
      paint.faint(`${SIGNS[output.action]} output ${output.name}: ${transition(output)}`),
    ),
  ];
}

const SIGNS: Readonly<Record<PlannedAction, string>> = {
  create: '+',
  update: '~',
  replace: '±',
  destroy: '-',
  read: '<',
  forget: '.',
  'no-op': ' ',
};

const WORDS: Readonly<Record<PlannedAction, string>> = {
  create: 'create',
  update: 'update',
  replace: 'REPLACE',
  destroy: 'DESTROY',
  read: 'read',
  forget: 'remove from the state, keep the resource',
  'no-op': 'new address',
};

function changeLines(change: ResourceChange, paint: Paint): string[] {
  const { action, address } = change;
  const colour =
    { create: paint.create, replace: paint.destroy, destroy: paint.destroy }[action as string] ?? paint.update;
  const headline = `${colour(`${SIGNS[action]} ${WORDS[action].padEnd(7)}`)} ${address}${because(change)}`;
  return [
    headline,
    ...shownAttributes(change).map((attribute) => `    ${attribute.path}: ${transition(attribute)}`),
    ...(change.deferral === undefined ? [] : [`    ${paint.strong(deferralText(change.deferral))}`]),
  ];
}

/** Returns the attributes to show: none for a created or destroyed resource. */
function shownAttributes({ action, attributes, replacedBecause }: ResourceChange): readonly AttributeChange[] {
  if (action === 'update') return attributes;
  if (action !== 'replace') return [];
  return attributes.filter(({ path, unknown }) => !unknown || replacedBecause.includes(path));
}

function because({ action, replacedBecause, reason }: ResourceChange): string {
  if (action !== 'replace') return '';
  if (replacedBecause.length > 0) return `  because ${replacedBecause.join(', ')} cannot be changed in place`;
  return `  because ${REASONS[reason ?? ''] ?? 'the provider requires it'}`;
}

const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'its last creation failed',
  replace_by_request: 'a replacement was requested',
  replace_by_triggers: 'a resource in `replace_triggered_by` changes',
};

function named({ attributes }: ResourceChange): string {
  return attributes.length === 0 ? '' : `: ${attributes.map(({ path }) => path).join(', ')}`;
}

function transition(change: AttributeChange | OutputChange): string {
  if (change.sensitive) return '(sensitive)';
  return `${valueText(change.before)} → ${change.unknown ? '(known after apply)' : valueText(change.after)}`;
}

/** Formats a value as JSON, so that it contains no control characters. */
function valueText(value: Json): string {
  const text = value === null ? '(none)' : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
