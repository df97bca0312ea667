import { diffLines, diffWordsWithSpace } from 'diff';

/** A segment of a line. `isMarked` is true for text that the other side does not have. */
export interface Segment {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A line on one side of a row. */
export interface Line {
  readonly number: number;
  readonly segments: readonly Segment[];
}

/** A row with both sides, or the number of equal lines that are skipped. */
export type Row =
  | { readonly kind: 'same' | 'changed'; readonly before: Line | null; readonly after: Line | null }
  | { readonly kind: 'skipped'; readonly lines: number };

/** Unchanged lines that are shown before and after a change. */
const CONTEXT = 3;
/** Longer lines are not compared word by word: the cost grows with the square of the length. */
const LONGEST_LINE = 400;

/** Compares two texts line by line and returns the changed rows with a few unchanged rows around them. */
export function sideBySide(before: string, after: string): Row[] {
  const rows: Row[] = [];
  let [left, right] = [0, 0];
  let removed: string[] = [];
  const flush = (added: readonly string[]): void => {
    for (const [old, young] of pairs(removed, added)) {
      left += old === undefined ? 0 : 1;
      right += young === undefined ? 0 : 1;
      rows.push(changedRow(old, young, left, right));
    }
    removed = [];
  };
  for (const part of diffLines(before, after)) {
    const lines = linesOf(part.value);
    if (part.removed) removed = lines;
    else if (part.added) flush(lines);
    else {
      flush([]);
      for (const text of lines) {
        left += 1;
        right += 1;
        const segments = [{ text, isMarked: false }];
        rows.push({ kind: 'same', before: { number: left, segments }, after: { number: right, segments } });
      }
    }
  }
  flush([]);
  return withoutFar(rows);
}

/** Pairs removed with added lines of the same field name. A line without a partner gets its own row. */
function pairs(removed: readonly string[], added: readonly string[]): [string | undefined, string | undefined][] {
  const found: [string | undefined, string | undefined][] = [];
  let next = 0;
  for (const old of removed) {
    const partner = added.findIndex((young, index) => index >= next && nameOf(young) === nameOf(old));
    if (partner === -1) {
      found.push([old, undefined]);
      continue;
    }
    found.push(...added.slice(next, partner).map((young): [undefined, string] => [undefined, young]));
    found.push([old, added[partner]]);
    next = partner + 1;
  }
  return [...found, ...added.slice(next).map((young): [undefined, string] => [undefined, young])];
}

/** Returns the text before the first colon with its indentation; for a list item, only the indentation and the dash. */
function nameOf(line: string): string {
  return /^\s*(?:- )?[^:]*:/.exec(line)?.[0] ?? /^\s*-?/.exec(line)?.[0] ?? '';
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function changedRow(before: string | undefined, after: string | undefined, left: number, right: number): Row {
  if (before === undefined || after === undefined || before.length + after.length > LONGEST_LINE) {
    const whole = (text: string | undefined, number: number): Line | null =>
      text === undefined ? null : { number, segments: [{ text, isMarked: false }] };
    return { kind: 'changed', before: whole(before, left), after: whole(after, right) };
  }
  const words = diffWordsWithSpace(before, after);
  const side = (other: 'added' | 'removed'): Segment[] =>
    words
      .filter((word) => !word[other])
      .map(({ value, added, removed }) => ({ text: value, isMarked: added === true || removed === true }));
  return {
    kind: 'changed',
    before: { number: left, segments: side('added') },
    after: { number: right, segments: side('removed') },
  };
}

/** Replaces long runs of unchanged rows by their count. */
function withoutFar(rows: readonly Row[]): Row[] {
  const isNear = rows.map((_, index) =>
    rows.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind === 'changed'),
  );
  const shown: Row[] = [];
  let skipped = 0;
  for (const [index, row] of rows.entries()) {
    if (isNear[index] === true) {
      if (skipped > 0) shown.push({ kind: 'skipped', lines: skipped });
      skipped = 0;
      shown.push(row);
    } else skipped += 1;
  }
  if (skipped > 0) shown.push({ kind: 'skipped', lines: skipped });
  return shown;
}
