import type { AttributeChange, PlannedAction, ResourceChange } from '@goldenpath/deploy';
import { valueText } from './value-text';

/** A line of what is done to a resource. */
export interface PlanLine {
  /** `-` what is lost, `+` what comes, `!` what becomes something else. */
  readonly sign: '-' | '+' | '!' | ' ';
  readonly text: string;
}

const SIGNS: Readonly<Record<PlannedAction, PlanLine['sign']>> = {
  create: '+',
  update: '!',
  replace: '-',
  destroy: '-',
  read: ' ',
  forget: ' ',
  'no-op': ' ',
};

/** What is lost is shouted. */
export const ACTION_WORDS: Readonly<Record<PlannedAction, string>> = {
  create: 'create',
  update: 'update',
  replace: 'REPLACE',
  destroy: 'DESTROY',
  read: 'read',
  forget: 'leave alone from now on',
  'no-op': 'new address',
};

/** The worst first. */
const WEIGHT: readonly PlannedAction[] = ['destroy', 'replace', 'update', 'create', 'forget', 'no-op', 'read'];

/** What happens to resources: the worst first, then in their own order, without what is only read. */
export function tellingChanges(changes: readonly ResourceChange[]): ResourceChange[] {
  return changes
    .filter(({ action }) => action !== 'read')
    .sort((one, other) => WEIGHT.indexOf(one.action) - WEIGHT.indexOf(other.action));
}

/** What happens to a resource: its address, and below it the attributes that change. */
export function planLines(change: ResourceChange): PlanLine[] {
  const { action, address } = change;
  return [
    { sign: SIGNS[action], text: `${ACTION_WORDS[action]} ${address}${because(change)}` },
    ...toldAttributes(change).map((attribute): PlanLine => ({
      sign: ' ',
      text: `    ${attribute.path}: ${transition(attribute)}`,
    })),
  ];
}

/** Of what is made or destroyed as a whole nothing in particular changes; of what is replaced, what a person changed. */
export function toldAttributes({ action, attributes, replacedBecause }: ResourceChange): readonly AttributeChange[] {
  if (action === 'update') return attributes;
  if (action !== 'replace') return [];
  return attributes.filter(({ path, unknown }) => !unknown || replacedBecause.includes(path));
}

function because({ action, replacedBecause, reason }: ResourceChange): string {
  if (action !== 'replace') return '';
  if (replacedBecause.length > 0) return `, because ${replacedBecause.join(', ')} cannot be changed in place`;
  return reason === undefined
    ? ''
    : `, because of ${reason.replace(/^replace_(?:because_|by_)?/, '').replaceAll('_', ' ')}`;
}

function transition({ before, after, sensitive, unknown }: AttributeChange): string {
  if (sensitive) return '(sensitive)';
  return `${valueText(before, 80)} → ${unknown ? '(known after apply)' : valueText(after, 80)}`;
}
