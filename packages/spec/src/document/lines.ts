import { type Location, replaceSecrets } from '@goldenpath/extension';

const MAX_SHOWN = 200;
/** A secret that starts in the shown part ends before this. */
const MAX_SEARCHED = 8000;

/** Returns the location of a span of text, with the line that it starts on. */
export function locationAt(file: string, text: string, start: number, end: number): Location {
  const offset = Math.max(0, Math.min(start, text.length));
  // With a negative start, lastIndexOf would still examine the first character.
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', lineStart);
  const lineEnd = newline < 0 ? text.length : newline;
  const column = offset - lineStart + 1;
  return {
    file,
    line: countNewlines(text, lineStart) + 1,
    column,
    text: shownLine(text.slice(lineStart, lineEnd)),
    length: Math.max(1, Math.min(end, lineEnd) - offset),
  };
}

function countNewlines(text: string, until: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function shownLine(line: string): string {
  const start = line.slice(0, MAX_SEARCHED).replace(/\r$/, '');
  // Replaced by text of the same length, so that columns stay correct.
  const trimmed = replaceSecrets(start, (secret) => '*'.repeat(secret.length));
  return trimmed.length > MAX_SHOWN ? `${trimmed.slice(0, MAX_SHOWN)}…` : trimmed;
}
