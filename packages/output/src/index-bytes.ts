import type { TreeRecord, UnitRecord } from './record';

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
  readonly entry: (path: string) => IndexEntry | undefined;
}

const UNKNOWN: FileStatus = { size: NaN, ino: NaN, mtimeMs: NaN, ctimeMs: NaN };

/** The index of a tree that has none. */
export const EMPTY_INDEX: StoredIndex = { record: UNKNOWN, units: new Map(), entry: () => undefined };

/** Numbers of one status. */
const WIDTH = 4;
/** In front of all: the format, how many files there are, and the status of the record. */
const HEAD = 2 + WIDTH;
/** Of this format. Another order of bytes gives another number. */
const FORMAT = 20_261_127;
const BYTES = Float64Array.BYTES_PER_ELEMENT;
const END = 'end';

/**
 * The bytes of an index: the numbers of all files, then a line for each unit, each followed by a line for each of its managed files.
 * Numbers are written as the processor has them, because reading them as text takes longer than asking the system for the status of a file.
 *
 * @param statusOf - The status that a file has its digest with; `undefined` where it has to be read again.
 * @returns `undefined` where a name cannot be in a line.
 */
export function indexBytes(
  units: TreeRecord['units'],
  record: FileStatus,
  statusOf: (path: string, digest: string) => FileStatus | undefined,
): Buffer | undefined {
  const numbers: number[] = [];
  const lines: string[] = [];
  const add = ({ size, ino, mtimeMs, ctimeMs }: FileStatus) => numbers.push(size, ino, mtimeMs, ctimeMs);
  for (const [name, { key, managed, once }] of units) {
    lines.push([managed.size, name, key, ...once].join('\t'));
    for (const [path, digest] of managed) {
      add(statusOf(path, digest) ?? UNKNOWN);
      lines.push(`${digest}\t${path}`);
    }
  }
  const text = [...lines, END].join('\n');
  if (text.split('\n').length !== lines.length + 1 || /\t(?:\t|\n|$)/.test(text)) return undefined;
  const { size, ino, mtimeMs, ctimeMs } = record;
  const head = [FORMAT, numbers.length / WIDTH, size, ino, mtimeMs, ctimeMs];
  return Buffer.concat([Buffer.from(Float64Array.from([...head, ...numbers]).buffer), Buffer.from(text)]);
}

/** The index in bytes that {@link indexBytes} made; `undefined` for others. */
export function tryParseIndex(bytes: Buffer): StoredIndex | undefined {
  const head = numbersIn(bytes, HEAD);
  const count = head?.[1] ?? 0;
  const numbers = head?.[0] === FORMAT ? numbersIn(bytes, HEAD + count * WIDTH) : undefined;
  if (numbers === undefined) return undefined;
  const lines = bytes.toString('utf8', numbers.byteLength).split('\n');
  if (lines.pop() !== END) return undefined;
  const units = new Map<string, UnitRecord>();
  const places = new Map<string, number>();
  const digests: string[] = [];
  for (let line = 0; line < lines.length;) {
    const [files = '', name = '', key = '', ...once] = lines[line]?.split('\t') ?? [];
    const managed = new Map<string, string>();
    const last = line + Number(files);
    for (line += 1; line <= last; line += 1) {
      const text = lines[line] ?? '';
      const tab = text.indexOf('\t');
      const path = text.slice(tab + 1);
      const digest = text.slice(0, tab);
      managed.set(path, digest);
      places.set(path, digests.length);
      digests.push(digest);
    }
    units.set(name, { key, managed, once });
  }
  if (digests.length !== count) return undefined;
  return {
    record: statusAt(numbers, 2),
    units,
    entry(path) {
      const place = places.get(path);
      return place === undefined
        ? undefined
        : { digest: digests[place] ?? '', ...statusAt(numbers, HEAD + place * WIDTH) };
    },
  };
}

/** A copy, because numbers have to lie at multiples of their size; `undefined` where there are fewer. */
function numbersIn(bytes: Buffer, count: number): Float64Array | undefined {
  const length = count * BYTES;
  if (!Number.isSafeInteger(length) || length < 0 || length > bytes.length) return undefined;
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length));
}

function statusAt(numbers: Float64Array, at: number): FileStatus {
  return {
    size: numbers[at] ?? NaN,
    ino: numbers[at + 1] ?? NaN,
    mtimeMs: numbers[at + 2] ?? NaN,
    ctimeMs: numbers[at + 3] ?? NaN,
  };
}
