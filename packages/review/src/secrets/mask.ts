import { replaceSecrets } from '@goldenpath/extension';
import { compareText } from '../order';

/** What stands in the place of a secret. */
export const HIDDEN = '[secret]';

/** Hiding shorter ones would hide half of a review. */
const SHORTEST = 4;

/** Takes secrets out of texts and of whatever texts are in. */
export interface Mask {
  text(text: string): string;
  /** A copy of plain data in which no text holds a secret, names of maps included. */
  value<Value>(value: Value): Value;
}

/** Hides these secrets wherever they stand, and what is one by its form. What is hidden already stays as it is. */
export function maskOf(secrets: ReadonlySet<string>): Mask {
  const known = anyOf(secrets);
  const text = (value: string) => hideByForm(known === undefined ? value : value.replace(known, HIDDEN));
  return { text, value: (value) => masked(value, text) as typeof value };
}

/** The longest first: one may be a part of another. Before all, what is hidden already: `secret` may be a secret, too. */
function anyOf(secrets: ReadonlySet<string>): RegExp | undefined {
  const longestFirst = [...secrets]
    .filter(({ length }) => length >= SHORTEST)
    .sort((a, b) => b.length - a.length || compareText(a, b));
  if (longestFirst.length === 0) return undefined;
  return new RegExp(
    [HIDDEN, ...longestFirst].map((secret) => secret.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('|'),
    'g',
  );
}

function hideByForm(text: string): string {
  return replaceSecrets(text, () => HIDDEN);
}

function masked(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((item) => masked(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [text(name), masked(inner, text)]));
}
