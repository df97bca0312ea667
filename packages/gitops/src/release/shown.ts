import { printable } from '@goldenpath/git';

const LONGEST = 500;

/** A text of somebody else's on one line, with nothing that moves a terminal's cursor. */
export function oneLine(text: string): string {
  const line = printable(text)
    .replaceAll(/[\s\u2028\u2029]+/gu, ' ')
    .trim();
  // By characters, not by halves of them.
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : line;
}

/** A tag as it may be printed: as it is, or quoted where it is no tag that a registry takes. */
export function shownTag(tag: string | undefined): string {
  if (tag === undefined) return 'no tag';
  return /^\w[\w.-]{0,127}$/.test(tag) ? tag : JSON.stringify(oneLine(tag));
}

/** The first characters of a commit's id, as people write it. */
export function shortId(commit: string): string {
  return commit.slice(0, 10);
}
