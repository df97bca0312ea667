import { visible } from '../text/visible';

/** Styles of a terminal. The functions expect text without control characters. Without colours each returns its argument. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly blue: (text: string) => string;
}

/** The options that every section needs to write its lines. */
export interface Layout {
  readonly width: number;
  readonly paint: Paint;
}

const same = (text: string): string => text;

/** No styles. */
export const NO_PAINT: Paint = { bold: same, dim: same, red: same, yellow: same, green: same, blue: same };

/**
 * Wraps text into lines of at most `width` characters, at spaces if possible. Control characters and invisible characters are shown as
 * escapes.
 */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of visible(text)
    .split(' ')
    .flatMap((each) => chunks(each, width))) {
    if (line !== '' && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Writes a label and a text next to it. Further lines of the text are aligned below the first, within the width. */
export function labelled(label: string, text: string, { at, width, paint = same }: Labelled): string[] {
  const shown = visible(label);
  const start = `${' '.repeat(INDENT)}${shown}`;
  const lines = wrapped(text, Math.max(LEAST, width - at));
  const isLong = lengthOf(start) > at - 2;
  const padded = lines.map((line, index) => {
    const before = index === 0 && !isLong ? `${' '.repeat(INDENT)}${paint(shown)}` : '';
    const used = index === 0 && !isLong ? lengthOf(start) : 0;
    return `${before}${' '.repeat(at - used)}${line}`;
  });
  return isLong
    ? [...wrapped(label, width - INDENT).map((line) => `${' '.repeat(INDENT)}${paint(line)}`), ...padded]
    : padded;
}

interface Labelled {
  /** The column where the text starts. */
  readonly at: number;
  readonly width: number;
  /** The style of the label. @default none */
  readonly paint?: (text: string) => string;
}

/** Returns the column for texts next to labels. Labels use at most a third of the width. */
export function columnAfter(labels: readonly string[], width: number): number {
  const longest = Math.max(0, ...labels.map((label) => lengthOf(visible(label))));
  return INDENT + Math.min(longest, Math.floor(width / 3)) + 2;
}

export const INDENT = 2;

/** The least width of a text column, however narrow the terminal is. */
const LEAST = 20;

function chunks(word: string, width: number): string[] {
  const characters = [...word];
  if (characters.length <= width) return [word];
  const pieces = Array.from({ length: Math.ceil(characters.length / width) }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  );
  return pieces;
}

function lengthOf(text: string): number {
  return [...text].length;
}
