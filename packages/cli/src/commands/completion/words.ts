/** What was typed so far: whole words, and the beginning of the one that is completed. */
export interface Typed {
  readonly before: readonly string[];
  readonly current: string;
  /** What of the word stays as it is: `--env=` or `dev,`. */
  readonly kept: string;
}

/**
 * The words of a command line, the last of them unfinished. `--flag=value` is taken apart: bash gives it as three words,
 * of which it replaces the last, other shells as one, which they replace whole.
 */
export function typed(words: readonly string[]): Typed {
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1).filter((word) => word !== '=');
  const [, flag, value] = /^(--[a-z-]+)=(.*)$/s.exec(last) ?? [];
  if (flag !== undefined && value !== undefined) return { before: [...before, flag], current: value, kept: `${flag}=` };
  return { before, current: last === '=' ? '' : last, kept: '' };
}

/** The last item of a list with commas: the others stay. */
export function lastItem({ before, current, kept }: Typed): Typed {
  const comma = current.lastIndexOf(',') + 1;
  return { before, current: current.slice(comma), kept: kept + current.slice(0, comma) };
}
