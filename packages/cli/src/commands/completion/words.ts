/** The command line up to the cursor: the complete words, and the current one. */
export interface Typed {
  readonly before: readonly string[];
  readonly current: string;
  /** The part of the word that stays unchanged: `--env=` or `dev,`. */
  readonly kept: string;
}

/**
 * Splits off the last, incomplete word. `--flag=value` is split: bash passes it as three words and replaces the last, other shells pass one
 * word and replace all of it.
 */
export function typed(words: readonly string[]): Typed {
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1).filter((word) => word !== '=');
  const [, flag, value] = /^(--[a-z-]+)=(.*)$/s.exec(last) ?? [];
  if (flag !== undefined && value !== undefined) return { before: [...before, flag], current: value, kept: `${flag}=` };
  return { before, current: last === '=' ? '' : last, kept: '' };
}

/** Restricts the current word to the last item of a comma-separated list. */
export function lastItem({ before, current, kept }: Typed): Typed {
  const comma = current.lastIndexOf(',') + 1;
  return { before, current: current.slice(comma), kept: kept + current.slice(0, comma) };
}
