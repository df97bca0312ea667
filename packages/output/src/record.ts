import { assertSafePath, comparePaths } from '@goldenpath/files';
import { IndexedUnit } from './indexed-unit';
import { isOwnPath } from './own-folder';
import type { UnitRecord } from './unit-record';

/** What a tree holds and whether it holds all of it. */
export interface TreeRecord {
  /** `writing` from before the first file moves until after the last one did. */
  readonly status: 'complete' | 'writing';
  readonly units: ReadonlyMap<string, UnitRecord>;
  /**
   * Digests of files that earlier runs wrote and that are to be replaced or removed, by path. Empty when complete:
   * it lets the run after an interrupted one tell the remains of both from a person's files.
   */
  readonly leftovers: ReadonlyMap<string, readonly string[]>;
}

/** A tree that nothing was written to yet. */
export const EMPTY_RECORD: TreeRecord = {
  status: 'complete',
  units: new Map(),
  leftovers: new Map(),
};

const VERSION = 1;

/**
 * The one text of a record: sorted, and a line for each unit, so that it reads and merges well in git.
 *
 * @param before - An earlier record and its text. The lines of units that are the same in both are copied. @default none
 */
export function recordText(record: TreeRecord, before?: RecordWithText): string {
  const units = unitsText(record.units, before);
  const head = `{"version":${VERSION},"status":"${record.status}",`;
  const leftovers = record.leftovers.size === 0 ? '' : `\n"leftovers":${mapText(record.leftovers)},`;
  return `${head}${leftovers}"units":{\n${units}\n}}\n`;
}

/** A record and the text that it was read from. */
interface RecordWithText {
  readonly record: TreeRecord;
  readonly text: string;
}

/** The record while files move has the same units as the one after that: their text is made once. */
const unitsTexts = new WeakMap<TreeRecord['units'], string>();

function unitsText(units: TreeRecord['units'], before?: RecordWithText): string {
  const known = unitsTexts.get(units);
  if (known !== undefined) return known;
  const text = (before && withChanged(units, before)) ?? textOfAll(units, before);
  unitsTexts.set(units, text);
  return text;
}

/** So many changed units are looked up in a text faster than the lines of all are compared. */
const FEW = 100;

/**
 * The lines of an earlier record, of which some are replaced; `undefined` where the units have other names, many of them differ, or the
 * earlier record was not read from an index. An index knows the record by the status of its file, so the text is ours, line by line.
 */
function withChanged(
  units: TreeRecord['units'],
  { record: { units: before }, text }: RecordWithText,
): string | undefined {
  if (units.size !== before.size) return undefined;
  const changed: [string, UnitRecord][] = [];
  for (const [name, unit] of units) {
    const was = before.get(name);
    if (!(was instanceof IndexedUnit)) return undefined;
    if (was !== unit) changed.push([name, unit]);
  }
  const start = `{"version":${VERSION},"status":"complete","units":{\n`;
  if (changed.length > FEW || !text.startsWith(start) || !text.endsWith('\n}}\n')) return undefined;
  const lines = changed.map(([name, unit]) => {
    const line = `${JSON.stringify(name)}:`;
    const at = text.indexOf(`\n${line}{`) + 1;
    const end = text.indexOf('\n', at);
    return { at, end: text[end - 1] === ',' ? end - 1 : end, line: `${line}${unitText(unit)}` };
  });
  if (lines.some(({ at }) => at < start.length)) return undefined;
  let made = '';
  let from = start.length;
  for (const { at, end, line } of lines.sort((a, b) => a.at - b.at)) {
    made += text.slice(from, at) + line;
    from = end;
  }
  return made + text.slice(from, -'\n}}\n'.length);
}

function textOfAll(units: TreeRecord['units'], before?: RecordWithText): string {
  const sameLines = before === undefined ? undefined : linesOf(before);
  const lines = sortedEntries(units).map(([name, unit]) => {
    const same = before?.record.units.get(name) === unit ? sameLines?.get(name) : undefined;
    return same ?? `${JSON.stringify(name)}:${unitText(unit)}`;
  });
  return lines.join(',\n');
}

/** The line of each unit of a record; `undefined` where {@link recordText} did not make its text. */
function linesOf({ record: { units }, text }: RecordWithText): ReadonlyMap<string, string> | undefined {
  // The first line is the head, and the last two close the braces.
  const lines = text.split('\n').slice(1, -2);
  const names = sortedEntries(units).map(([name]) => name);
  const isInOrder = names.every((name, index) => lines[index]?.startsWith(`${JSON.stringify(name)}:{`));
  if (lines.length !== names.length || !isInOrder) return undefined;
  return new Map(names.map((name, index) => [name, lines[index]?.replace(/,$/, '') ?? '']));
}

function unitText({ key, managed, once }: UnitRecord): string {
  const onceText = once.length === 0 ? '' : `,"once":${JSON.stringify([...once].sort(comparePaths))}`;
  return `{"key":${JSON.stringify(key)},"managed":${mapText(managed)}${onceText}}`;
}

function mapText(map: ReadonlyMap<string, unknown>): string {
  return JSON.stringify(Object.fromEntries(sortedEntries(map)));
}

function sortedEntries<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => comparePaths(a, b));
}

/** The record in a text, or undefined when the text is not one that {@link recordText} made. */
export function tryParseRecord(text: string): TreeRecord | undefined {
  try {
    return parseRecord(JSON.parse(text));
  } catch {
    // Whatever is wrong with it, the answer is the same: nothing is known about this tree.
    return undefined;
  }
}

/** The text is not trusted, because files are removed by its paths. */
function parseRecord(json: unknown): TreeRecord {
  const { version, status, units, leftovers = {} } = objectIn(json);
  if (version !== VERSION || (status !== 'complete' && status !== 'writing')) throw new TypeError('not a record');
  return {
    status,
    units: new Map(Object.entries(objectIn(units)).map(([name, unit]) => [name, parseUnit(unit)])),
    leftovers: new Map(Object.entries(objectIn(leftovers)).map(([path, all]) => [pathIn(path), stringsIn(all)])),
  };
}

function parseUnit(json: unknown): UnitRecord {
  const { key, managed, once = [] } = objectIn(json);
  const files = new Map<string, string>();
  for (const [path, sum] of Object.entries(objectIn(managed))) files.set(pathIn(path), stringIn(sum));
  return { key: stringIn(key), managed: files, once: stringsIn(once).map(pathIn) };
}

function pathIn(path: string): string {
  assertSafePath(path);
  if (isOwnPath(path)) throw new TypeError('a path in our own folder');
  return path;
}

function objectIn(json: unknown): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError('not an object');
  return json as Record<string, unknown>;
}

function stringIn(json: unknown): string {
  if (typeof json !== 'string') throw new TypeError('not a string');
  return json;
}

function stringsIn(json: unknown): string[] {
  if (!Array.isArray(json)) throw new TypeError('not a list');
  return json.map(stringIn);
}
