import { isList, isMap } from '@goldenpath/extension';
import {
  type AttributeChange,
  type Json,
  type PlannedAction,
  type ResourceChange,
  differences,
} from '@goldenpath/review';
import { harmlessReplacement } from './harmless-replacements';
import { valueText, valueTexts } from './value-text';

/** A line of a resource change. */
export interface PlanLine {
  /** `-` for a loss, `+` for an addition, `!` for a changed value. */
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

/** Actions that lose something are in capitals. */
export const ACTION_WORDS: Readonly<Record<PlannedAction, string>> = {
  create: 'create',
  update: 'update',
  replace: 'REPLACE',
  destroy: 'DESTROY',
  read: 'read',
  forget: 'remove from the state, keep the resource',
  'no-op': 'new address',
};

/** Most severe first. */
const WEIGHT: readonly PlannedAction[] = ['destroy', 'replace', 'update', 'create', 'forget', 'no-op', 'read'];

/** Returns the resource changes that are shown, most severe first. Reads are left out. */
export function shownChanges(changes: readonly ResourceChange[]): ResourceChange[] {
  return changes
    .filter(({ action }) => action !== 'read')
    .sort((one, other) => WEIGHT.indexOf(one.action) - WEIGHT.indexOf(other.action));
}

/** Returns the address of a resource and, below it, the attributes that change. */
export function planLines(change: ResourceChange): PlanLine[] {
  const { action, address } = change;
  return [
    { sign: SIGNS[action], text: `${ACTION_WORDS[action]} ${address}${because(change)}` },
    ...shownAttributes(change).map((attribute): PlanLine => ({
      sign: ' ',
      text: `    ${attribute.path}: ${transition(attribute)}`,
    })),
  ];
}

/** Returns the attributes to show: none for a created or destroyed resource; for a replaced one, only those that the author changed. */
export function shownAttributes({
  action,
  type,
  attributes,
  replacedBecause,
}: ResourceChange): readonly AttributeChange[] {
  if (action !== 'update' && action !== 'replace') return [];
  return attributes
    .filter(({ path, unknown }) => action === 'update' || !unknown || replacedBecause.includes(path))
    .filter((attribute) => !isEcho(type, attribute, attributes))
    .flatMap(innermost);
}

/**
 * Whether an attribute repeats another one: AWS lists every tag in `tags` and in `tags_all`, and `terraform_data` copies its input to its
 * output.
 */
function isEcho(
  type: string,
  { path, before, after, unknown }: AttributeChange,
  attributes: readonly AttributeChange[],
): boolean {
  if (type === 'terraform_data' && path === 'output' && unknown)
    return attributes.some((other) => other.path.startsWith('input'));
  if (!path.startsWith('tags_all')) return false;
  const asked = `tags${path.slice('tags_all'.length)}`;
  return attributes.some((other) => other.path === asked && other.before === before && other.after === after);
}

/** Compares JSON text, such as a policy, value by value, so that only the differences are shown. */
function innermost(attribute: AttributeChange): readonly AttributeChange[] {
  const [before, after] = [documentIn(attribute.before), documentIn(attribute.after)];
  if (before === undefined || after === undefined || attribute.sensitive || attribute.unknown) return [attribute];
  const found = differences(before, after, { at: { path: attribute.path, fields: [] } }).flatMap(elements);
  return found.length === 0 ? [attribute] : found.map((each) => ({ ...attribute, ...each }));
}

type ValueChange = Pick<AttributeChange, 'path' | 'before' | 'after'>;

/** Compares lists: plain values by membership, and objects by position if both lists have the same length. */
function elements({ path, before, after }: ValueChange): ValueChange[] {
  if (!isList(before) || !isList(after)) return [{ path, before, after }];
  const maps = [...before, ...after].filter(isMap).length;
  if (maps > 0 && maps === before.length + after.length && before.length === after.length)
    return before.flatMap((element, index) =>
      differences(element, after[index] ?? null, { at: { path: `${path}[${index}]`, fields: [] } }).flatMap(elements),
    );
  if (maps > 0) return [{ path, before, after }];
  const gone = before.filter((value) => !after.includes(value));
  const come = after.filter((value) => !before.includes(value));
  if (gone.length + come.length === 0) return [{ path, before, after }];
  return [
    ...gone.map((value) => ({ path: `${path}[]`, before: value, after: null })),
    ...come.map((value) => ({ path: `${path}[]`, before: null, after: value })),
  ];
}

function documentIn(value: Json): Json | undefined {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return undefined;
  try {
    const document = JSON.parse(value) as Json;
    return isMap(document) || isList(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function because(change: ResourceChange): string {
  const { action, replacedBecause, reason } = change;
  if (action !== 'replace') return '';
  const harmless = harmlessReplacement(change);
  if (replacedBecause.length > 0)
    return `, because ${replacedBecause.join(', ')} cannot be changed in place${harmless === undefined ? '' : ` (harmless: ${harmless})`}`;
  return reason === undefined
    ? ''
    : `, because of ${reason.replace(/^replace_(?:because_|by_)?/, '').replaceAll('_', ' ')}`;
}

function transition({ before, after, sensitive, unknown }: AttributeChange): string {
  if (sensitive) return '(sensitive)';
  if (unknown) return `${valueText(before, 80)} → (known after apply)`;
  return valueTexts(before, after, 80).join(' → ');
}
