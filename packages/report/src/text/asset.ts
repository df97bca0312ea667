import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const texts = new Map<string, string>();

/** Reads a style sheet or script of this package that is embedded in the output. */
export function asset(name: 'colours.css' | 'graph.css' | 'page.css' | 'page.js'): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  // `assets` is next to `src` and next to `dist`.
  const text = readFileSync(join(__dirname, '..', '..', 'assets', name), 'utf8').trim();
  texts.set(name, text);
  return text;
}
