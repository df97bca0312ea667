import type { Json } from '@goldenpath/review';
import { shortened, shortenedAtDifference, visible } from './visible';

/** Words, names, amounts and addresses. */
const PLAIN = /^[\w/](?:[\w ./:@=+,-]*[\w/])?$/;

/** Returns a value on one line. Plain text is shown as it is; everything else, including text that looks like another type, as JSON. */
export function valueText(value: Json, most = 160): string {
  return shortened(wholeText(value), most);
}

/** As {@link valueText}, for two values. Long texts that differ only after the cut are cut around their first difference. */
export function valueTexts(before: Json, after: Json, most = 160): readonly [string, string] {
  const texts = [wholeText(before), wholeText(after)] as const;
  // One of two texts can be plain, and the other quoted: the quote is not the difference.
  const quoted = [before, after].map((value) => visible(JSON.stringify(value))) as [string, string];
  return (
    shortenedAtDifference(...texts, most) ??
    shortenedAtDifference(...quoted, most) ?? [shortened(texts[0], most), shortened(texts[1], most)]
  );
}

function wholeText(value: Json): string {
  if (value === null) return '(none)';
  if (typeof value !== 'string') return visible(JSON.stringify(value));
  const isPlain = PLAIN.test(value) && Number.isNaN(Number(value)) && !/^(?:true|false|null)$/.test(value);
  return isPlain ? value : visible(JSON.stringify(value));
}
