import type { TreeRecord } from './record';
import { fileLine, type Files, IndexedUnit } from './indexed-unit';

/** What the system says of a file without reading it. */
export interface FileStatus {
  readonly size: number;
  readonly ino: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** A file whose bytes were seen to have a digest while it had a status. */
interface IndexEntry extends FileStatus {
  readonly digest: string;
}

/** An index as it was written. */
export interface StoredIndex {
  /** The status of the file of the record. */
  readonly record: FileStatus;
  /** The units of the record. */
  readonly units: TreeRecord['units'];
  /** The numbers of all files. */
  readonly numbers: Float64Array;
  readonly entry: (path: string) => IndexEntry | undefined;
}

const UNKNOWN: FileStatus = { size: NaN, ino: NaN, mtimeMs: NaN, ctimeMs: NaN };

/** The index of a tree that has none. */
export const EMPTY_INDEX: StoredIndex = {
  record: UNKNOWN,
  units: new Map(),
  numbers: new Float64Array(0),
  entry: () => undefined,
};

/** Numbers of one status. */
const WIDTH = 4;
/** In front of all: the format, how many files there are, and the status of the record. */
const HEAD = 2 + WIDTH;
/** Of this format. Another order of bytes gives another number. */
const FORMAT = 20_261_128;
const BYTES = Float64Array.BYTES_PER_ELEMENT;
const END = 'end';

/**
 * The bytes of an index: the numbers of all files, how many units there are, a line for each unit, and a line for each managed file.
 * Numbers are written as the processor has them, because reading them as text takes longer than asking the system for the status of a file.
 * The line of a unit says how long the lines of its files are, so that a run reads those that it needs.
 *
 * @param before - The index that the run began with. What it says of units that were not read again is copied.
 * @param statusOf - The status that a file has its digest with; `undefined` where it has to be read again.
 * @returns `undefined` where a name cannot be in a line.
 */
export function indexBytes(
  units: TreeRecord['units'],
  record: FileStatus,
  before: StoredIndex,
  statusOf: (path: string, digest: string) => FileStatus | undefined,
): Buffer | undefined {
  const heads: string[] = [];
  const blocks: string[] = [];
  let count = 0;
  for (const unit of units.values()) count += countOf(unit);
  const numbers = new Float64Array(HEAD + count * WIDTH);
  numbers.set([FORMAT, count, record.size, record.ino, record.mtimeMs, record.ctimeMs]);
  let at = HEAD;
  for (const [name, unit] of units) {
    let block = '';
    if (unit instanceof IndexedUnit && !unit.isRead) {
      const { first, count: own, text } = unit.files;
      block = text;
      numbers.set(before.numbers.subarray(first * WIDTH, (first + own) * WIDTH), at);
      at += own * WIDTH;
    } else {
      for (const [path, digest] of unit.managed) {
        if (!areFields([digest, path])) return undefined;
        const { size, ino, mtimeMs, ctimeMs } = statusOf(path, digest) ?? UNKNOWN;
        numbers.set([size, ino, mtimeMs, ctimeMs], at);
        at += WIDTH;
        block += fileLine(path, digest);
      }
    }
    const fields = [name, unit.key, ...unit.once];
    if (!areFields(fields)) return undefined;
    heads.push([countOf(unit), block.length, ...fields].join('\t'));
    blocks.push(block);
  }
  const text = [units.size, ...heads, blocks.join('') + END].join('\n');
  return Buffer.concat([Buffer.from(numbers.buffer), Buffer.from(text)]);
}

function countOf(unit: IndexedUnit | { readonly managed: ReadonlyMap<string, string> }): number {
  return unit instanceof IndexedUnit ? unit.files.count : unit.managed.size;
}

function areFields(texts: readonly string[]): boolean {
  return texts.every((text) => text !== '' && !text.includes('\t') && !text.includes('\n'));
}

/** The index in bytes that {@link indexBytes} made; `undefined` for others. */
export function tryParseIndex(bytes: Buffer): StoredIndex | undefined {
  const head = numbersIn(bytes, 0, HEAD);
  if (head?.[0] !== FORMAT) return undefined;
  const count = head[1] ?? 0;
  const numbers = numbersIn(bytes, HEAD, count * WIDTH);
  if (numbers === undefined) return undefined;
  const units = unitsIn(bytes.toString('utf8', HEAD * BYTES + numbers.byteLength), count);
  if (units === undefined) return undefined;
  let places: ReadonlyMap<string, readonly [string, number]> | undefined;
  return {
    record: statusAt(head, 2),
    units,
    numbers,
    entry(path) {
      places ??= placesOf(units);
      const [digest = '', place = 0] = places.get(path) ?? [];
      return digest === '' ? undefined : { digest, ...statusAt(numbers, place * WIDTH) };
    },
  };
}

function unitsIn(text: string, files: number): ReadonlyMap<string, IndexedUnit> | undefined {
  const [lines, start] = headsIn(text);
  const units = new Map<string, IndexedUnit>();
  let first = 0;
  let at = start;
  for (const line of lines) {
    const [count = '', length = '', name = '', key = '', ...once] = line.split('\t');
    const block: Files = { whole: text, start: at, end: at + Number(length), first, count: Number(count) };
    units.set(name, new IndexedUnit(key, once, block));
    first += Number(count);
    at += Number(length);
  }
  return first === files && text.slice(at) === END ? units : undefined;
}

/** The lines of units, and where those of files begin. */
function headsIn(text: string): readonly [readonly string[], number] {
  let at = text.indexOf('\n') + 1;
  const lines: string[] = [];
  for (let left = Number(text.slice(0, at)); left > 0 && at > 0; left -= 1) {
    const end = text.indexOf('\n', at);
    lines.push(text.slice(at, Math.max(end, at)));
    at = end + 1;
  }
  return [lines, at];
}

function placesOf(units: ReadonlyMap<string, IndexedUnit>): ReadonlyMap<string, readonly [string, number]> {
  const places = new Map<string, readonly [string, number]>();
  for (const unit of units.values()) {
    let place = unit.files.first;
    for (const [path, digest] of unit.managed) places.set(path, [digest, place++]);
  }
  return places;
}

/** Whether a file has the status that the numbers of an index give it. */
export function isStatusAt(numbers: Float64Array, place: number, { size, ino, mtimeMs, ctimeMs }: FileStatus): boolean {
  const at = place * WIDTH;
  return numbers[at] === size && numbers[at + 1] === ino && numbers[at + 2] === mtimeMs && numbers[at + 3] === ctimeMs;
}

/** A copy, because numbers have to lie at multiples of their size; `undefined` where there are fewer. */
function numbersIn(bytes: Buffer, from: number, count: number): Float64Array | undefined {
  const length = count * BYTES;
  const start = from * BYTES;
  if (!Number.isSafeInteger(length) || length < 0 || start + length > bytes.length) return undefined;
  const at = bytes.byteOffset + start;
  return new Float64Array(bytes.buffer.slice(at, at + length));
}

function statusAt(numbers: Float64Array, at: number): FileStatus {
  return {
    size: numbers[at] ?? NaN,
    ino: numbers[at + 1] ?? NaN,
    mtimeMs: numbers[at + 2] ?? NaN,
    ctimeMs: numbers[at + 3] ?? NaN,
  };
}
