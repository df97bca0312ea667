import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const texts = new Map<string, string>();

/** A file of this package that goes into what is rendered as it is: style and script. */
export function asset(name: 'colours.css' | 'graph.css' | 'page.css' | 'page.js'): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  // The folder lies beside `src`, and beside `dist` too.
  const text = readFileSync(join(__dirname, '..', '..', 'assets', name), 'utf8').trim();
  texts.set(name, text);
  return text;
}
