import * as fs from 'node:fs';
import * as path from 'node:path';
import { systemCode, UserError } from '@goldenpath/errors';
import { type FleetFacts, fleetStacks } from '@goldenpath/model';
import { nearMiss, suggestion } from '@goldenpath/extension';
import { yamlTree, type YamlMap, type YamlNode } from '@goldenpath/files';
import { DRIFT_SOURCES, type DriftRow, type DriftSource } from './rows';

/** The file beside the platform file that accepts drift. */
const ACCEPTANCE_FILE = 'drift.yaml';

/** A difference that is accepted until a day. */
export interface DriftAcceptance {
  readonly source: DriftSource;
  readonly where: string;
  /** @default everything there */
  readonly what?: string;
  /** The last day, as `2026-12-31`. */
  readonly until: string;
  readonly reason: string;
}

const FIELDS = ['source', 'where', 'what', 'until', 'reason'];

/**
 * Reads the accepted differences. A file that does not exist accepts nothing.
 *
 * @param name - The file, if it was named: then it must exist.
 * @throws UserError with the line and the column of the first mistake.
 */
export function readAcceptances(folder: string, name: string | undefined, facts: FleetFacts): DriftAcceptance[] {
  const file = path.resolve(folder, name ?? ACCEPTANCE_FILE);
  const shown = name ?? ACCEPTANCE_FILE;
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' && name === undefined) return [];
    if (code === undefined) throw error;
    throw new UserError(`Cannot read ${shown}: ${code}.`, 'Name the file with the accepted differences.');
  }
  const fail = (node: { readonly start: number }, message: string, remedy: string): never => {
    const before = text.slice(0, Math.max(0, node.start)).split('\n');
    throw new UserError(`${shown}:${before.length}:${(before.at(-1) ?? '').length + 1}: ${message}`, remedy);
  };
  return itemsOf(rootOf(text, shown), fail).map((item) => acceptanceOf(item, facts, fail));
}

type Fail = (node: { readonly start: number }, message: string, remedy: string) => never;

function rootOf(text: string, shown: string): YamlNode {
  try {
    return yamlTree(text).root;
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new UserError(`${shown} is not YAML: ${why}.`, 'Correct the file.', { cause: error });
  }
}

const FORM = 'Write `accept:` and below it a list with `source`, `where`, `until` and `reason`.';

function itemsOf(root: YamlNode, fail: Fail): YamlMap[] {
  if (root.kind !== 'map') return fail(root, 'The file has no `accept`.', FORM);
  const [accept, ...others] = root.fields;
  if (accept === undefined || others.length > 0 || textOf(accept.key) !== 'accept')
    return fail(accept?.key ?? root, 'The file has only the field `accept`.', FORM);
  const { value } = accept;
  if (value.kind !== 'list') return fail(value, '`accept` is not a list.', FORM);
  return value.items.map((item) => (item.kind === 'map' ? item : fail(item, 'It is not a map.', FORM)));
}

function textOf(node: YamlNode): string | undefined {
  return node.kind === 'scalar' ? node.value : undefined;
}

function acceptanceOf(item: YamlMap, facts: FleetFacts, fail: Fail): DriftAcceptance {
  const nodes = new Map<string, YamlNode>();
  for (const { key, value } of item.fields) {
    const name = textOf(key) ?? '';
    if (!FIELDS.includes(name)) fail(key, `\`${name}\` is not a field of an acceptance.`, suggestion(name, FIELDS));
    if (nodes.has(name)) fail(key, `\`${name}\` is there twice.`, 'Remove one of the two.');
    nodes.set(name, value);
  }
  const required = (name: string): string => {
    const node = nodes.get(name);
    const text = node && textOf(node);
    if (text === undefined || text.trim() === '' || text.includes('\n'))
      return fail(node ?? item, `\`${name}\` is missing, or is not one line of text.`, FORM);
    return text;
  };
  const source = required('source');
  const known = DRIFT_SOURCES.find((each) => each === source);
  if (known === undefined)
    return fail(nodes.get('source') ?? item, `\`${source}\` is not a source.`, suggestion(source, DRIFT_SOURCES));
  const where = required('where');
  const problem = placeProblem(known, where, facts);
  if (problem !== undefined) fail(nodes.get('where') ?? item, `\`${where}\` is not ${problem.what}.`, problem.remedy);
  const until = required('until');
  if (!isDay(until)) fail(nodes.get('until') ?? item, `\`${until}\` is not a day.`, 'Write it as `2026-12-31`.');
  return {
    source: known,
    where,
    ...(nodes.has('what') && { what: required('what') }),
    until,
    reason: required('reason'),
  };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A mistyped name would accept nothing, without an error. */
function placeProblem(source: DriftSource, where: string, facts: FleetFacts) {
  const stacks = () => fleetStacks(facts).map(({ name }) => name);
  const apps = facts.apps.map(({ name }) => name);
  if (source === 'cluster') return undefined;
  const [what, names] =
    source === 'git'
      ? (['an application, `argocd` or `platform`', [...apps, 'argocd', 'platform']] as const)
      : (['a stack', stacks()] as const);
  if (names.includes(where)) return undefined;
  const near = nearMiss(where, names);
  return {
    what,
    remedy: near === undefined ? 'Take it from the report of `goldenpath drift`.' : `Did you mean \`${near}\`?`,
  };
}

/** The rows with their acceptances, and the acceptances that no row needs. */
export interface Accepted {
  readonly rows: readonly DriftRow[];
  /** Those that are still valid, and accept nothing. */
  readonly unused: readonly DriftAcceptance[];
}

/**
 * Marks the rows that are accepted. An acceptance counts to the end of its last day, in UTC; after it the row shows again, with that day.
 * What could not be compared cannot be accepted.
 */
export function withAcceptances(
  rows: readonly DriftRow[],
  acceptances: readonly DriftAcceptance[],
  now: Date,
): Accepted {
  const today = now.toISOString().slice(0, 10);
  const used = new Set<DriftAcceptance>();
  const marked = rows.map((row): DriftRow => {
    const fitting = acceptances.filter((each) => row.state !== 'unknown' && fits(each, row));
    fitting.forEach((each) => used.add(each));
    const valid = fitting.find(({ until }) => until >= today);
    if (valid !== undefined) return { ...row, accepted: { until: valid.until, reason: valid.reason } };
    const last = fitting
      .map(({ until }) => until)
      .sort()
      .at(-1);
    return last === undefined ? row : { ...row, expired: last };
  });
  return { rows: marked, unused: acceptances.filter((each) => !used.has(each) && each.until >= today) };
}

function fits(acceptance: DriftAcceptance, { source, where, what }: DriftRow): boolean {
  return (
    acceptance.source === source &&
    acceptance.where === where &&
    (acceptance.what === undefined || acceptance.what === what)
  );
}
