import { printable } from '@goldenpath/git';

const LONGEST = 500;

/** Returns untrusted text on one line, without control characters. */
export function oneLine(text: string): string {
  const line = printable(text)
    .replaceAll(/[\s\u2028\u2029]+/gu, ' ')
    .trim();
  // Split by code points: half of a surrogate pair is not a character.
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : line;
}

/** Returns a tag for display. Text that is not a valid tag is quoted. */
export function shownTag(tag: string | undefined): string {
  if (tag === undefined) return 'no tag';
  return /^\w[\w.-]{0,127}$/.test(tag) ? tag : JSON.stringify(oneLine(tag));
}

/** Returns the abbreviated id of a commit. */
export function shortId(commit: string): string {
  return commit.slice(0, 10);
}
