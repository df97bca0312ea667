import type { Json } from '@goldenpath/review';
import { shortened, visible } from './visible';

/** Words, names, amounts and addresses. */
const PLAIN = /^[\w/](?:[\w ./:@=+,-]*[\w/])?$/;

/** A value on one line: text as it is where it cannot be taken for anything else, all else as JSON. */
export function valueText(value: Json, most = 160): string {
  if (value === null) return '(none)';
  if (typeof value !== 'string') return shortened(visible(JSON.stringify(value)), most);
  const isPlain = PLAIN.test(value) && Number.isNaN(Number(value)) && !/^(?:true|false|null)$/.test(value);
  return shortened(isPlain ? value : visible(JSON.stringify(value)), most);
}
