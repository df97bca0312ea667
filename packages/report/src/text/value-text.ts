import type { Json } from '@goldenpath/review';
import { shortened, visible } from './visible';

/** Words, names, amounts and addresses. */
const PLAIN = /^[\w/](?:[\w ./:@=+,-]*[\w/])?$/;

/** Returns a value on one line. Plain text is shown as it is; everything else, including text that looks like another type, as JSON. */
export function valueText(value: Json, most = 160): string {
  if (value === null) return '(none)';
  if (typeof value !== 'string') return shortened(visible(JSON.stringify(value)), most);
  const isPlain = PLAIN.test(value) && Number.isNaN(Number(value)) && !/^(?:true|false|null)$/.test(value);
  return shortened(isPlain ? value : visible(JSON.stringify(value)), most);
}
