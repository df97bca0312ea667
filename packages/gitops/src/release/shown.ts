import { printable } from '@goldenpath/git';

const LONGEST = 500;

/** An untrusted text on one line, without control characters. */
export function oneLine(text: string): string {
  const line = printable(text)
    .replaceAll(/[\s\u2028\u2029]+/gu, ' ')
    .trim();
  // By code points: half of a surrogate pair is not a character.
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : line;
}

/** A tag for display. Text that a registry does not take as a tag is quoted. */
export function shownTag(tag: string | undefined): string {
  if (tag === undefined) return 'no tag';
  return /^\w[\w.-]{0,127}$/.test(tag) ? tag : JSON.stringify(oneLine(tag));
}

/** The first characters of a commit's id, as people write it. */
export function shortId(commit: string): string {
  return commit.slice(0, 10);
}
