import type { Json } from '../json';
import { isList } from './json';

/** Longer values are cut. The whole value is in the changed file. */
const LONGEST = 60;
const PLAIN = /^[\w./:@%+-]+$/;

/** Shown when there is no value. */
const NOTHING = '–';

/** Formats a value for a sentence: plain words unchanged, other text quoted on one line, `–` for no value. */
export function valueText(value: Json): string {
  if (value === null) return NOTHING;
  if (typeof value === 'string') return PLAIN.test(value) ? shorten(value) : JSON.stringify(shorten(value));
  if (isList(value)) return value.length === 0 ? 'none' : shorten(value.map(valueText).join(', '));
  return typeof value === 'object' ? shorten(JSON.stringify(value)) : String(value);
}

/** `2 → 4`. */
export function changeText(before: Json, after: Json): string {
  return `${valueText(before)} → ${valueText(after)}`;
}

/** Cuts a text between characters, never inside one. */
export function shorten(text: string, longest: number = LONGEST): string {
  if (text.length <= longest) return text;
  const characters = Array.from(text.slice(0, (longest + 1) * 2));
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}
