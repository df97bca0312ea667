const MAX_QUOTED = 60;

/** Quotes user text for an error: on one line and shortened. */
export function quote(text: string): string {
  return JSON.stringify(text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text);
}

/** Describes a written value in words, shortened. */
export function valueInWords(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? `the text ${quote(value)}` : String(value);
}

/** `one item`, `3 items`. */
export function count(number: unknown, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}
