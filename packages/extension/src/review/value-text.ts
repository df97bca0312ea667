import type { Json } from '../json';
import { isList } from './json';

/** Longer values are cut: a reason is read at a glance, and the whole value stands in what was changed. */
const LONGEST = 60;
const PLAIN = /^[\w./:@%+-]+$/;

/** What stands where there is no value. */
const NOTHING = '–';

/** A value as a sentence shows it: plain words as they are, any other text in quotes and in one line, `–` for nothing. */
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

/** Cut between characters, never inside of one. */
export function shorten(text: string, longest: number = LONGEST): string {
  if (text.length <= longest) return text;
  const characters = Array.from(text.slice(0, (longest + 1) * 2));
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}
