import { isList, isMap } from '@goldenpath/extension';
import {
  type AttributeChange,
  type Json,
  type PlannedAction,
  type ResourceChange,
  differences,
} from '@goldenpath/review';
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
export function shownChanges(changes: readonly ResourceChange[]): ResourceChange[] {
  return changes
    .filter(({ action }) => action !== 'read')
    .sort((one, other) => WEIGHT.indexOf(one.action) - WEIGHT.indexOf(other.action));
}

/** What happens to a resource: its address, and below it the attributes that change. */
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

/** Of what is made or destroyed as a whole nothing in particular changes; of what is replaced, what a person changed. */
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

/** AWS tells every tag twice, as it was asked for and with what the provider adds to all; and `terraform_data` puts out what it is given. */
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

/** A policy is a text of JSON: what differs in it, and not the whole of it twice. */
function innermost(attribute: AttributeChange): readonly AttributeChange[] {
  const [before, after] = [documentIn(attribute.before), documentIn(attribute.after)];
  if (before === undefined || after === undefined || attribute.sensitive || attribute.unknown) return [attribute];
  const found = differences(before, after, { at: { path: attribute.path, fields: [] } }).flatMap(elements);
  return found.length === 0 ? [attribute] : found.map((each) => ({ ...attribute, ...each }));
}

type ValueChange = Pick<AttributeChange, 'path' | 'before' | 'after'>;

/** Of a list of plain values, those that come and go; of statements that are as many as before, each beside the one that it was. */
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
