import { recordDigest } from '../record';

const CR = 13;
const LF = 10;
/** How much of a file Git reads to decide whether it is text. */
const GIT_LOOKS_AT = 8000;
/** Larger files are not merged by lines. */
const MOST_MERGED = 5_000_000;

/** Whether every line of a text ends in CR LF. */
function hasWindowsLines(content: Buffer): boolean {
  let lines = 0;
  for (let at = content.indexOf(LF); at >= 0; at = content.indexOf(LF, at + 1)) {
    if (content[at - 1] !== CR) return false;
    lines += 1;
  }
  return lines > 0;
}

/** A text with the line ends of another one. */
export function withLinesOf(text: Buffer, other: Buffer): Buffer {
  if (!hasWindowsLines(other)) return text;
  return Buffer.from(text.toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1');
}

/** Whether a content is what a digest was made from, in any line ends. */
export function isGenerated(content: Buffer, digest: string): boolean {
  return recordDigest(content) === digest || (hasWindowsLines(content) && recordDigest(unixLines(content)) === digest);
}

function unixLines(content: Buffer): Buffer {
  return Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

/** Whether a file cannot be merged by lines. */
export function isBinary(content: Buffer): boolean {
  return content.length > MOST_MERGED || content.subarray(0, GIT_LOOKS_AT).includes(0);
}

/** The label of the team's side in a conflict. */
export const TEAM_LABEL = 'this repository';

/** Whether a file still has a conflict of an earlier upgrade. */
export function hasConflict(content: Buffer): boolean {
  const text = content.toString('latin1');
  return text.startsWith(`<<<<<<< ${TEAM_LABEL}`) || text.includes(`\n<<<<<<< ${TEAM_LABEL}`);
}
