import { replaceSecrets } from '@goldenpath/extension';
import { compareText } from '../order';

/** The replacement for a secret. */
export const HIDDEN = '[secret]';

/** Masking shorter secrets would hide too much of a review. */
const SHORTEST = 4;

/** Removes secrets from texts, and from texts inside data. */
export interface Mask {
  text(text: string): string;
  /** Returns a copy of plain data without secrets, including in map keys. */
  value<Value>(value: Value): Value;
}

/** Returns a mask for known secrets and for everything with the form of a secret. Masked text stays unchanged. */
export function maskOf(secrets: ReadonlySet<string>): Mask {
  const known = anyOf(secrets);
  const text = (value: string) => hideByForm(known === undefined ? value : value.replace(known, HIDDEN));
  return { text, value: (value) => masked(value, text) as typeof value };
}

/**
 * Matches the longest secret first, because one can contain another. Existing masks match before that, because `secret` itself can be a
 * secret.
 */
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
