import type { Diagnostic, Location } from './types/diagnostic';

/**
 * A diagnostic as a compiler would print it, without colours:
 *
 * ```
 * apps/shop/app.yaml:4:1: error: `replica` is unknown here: did you mean `replicas`? [unknown-field]
 *   4 | replica: 2
 *     | ^^^^^^^
 *   Write `replicas`, or remove it.
 * ```
 */
export function formatDiagnostic({ rule, message, remedy, location, related }: Diagnostic): string {
  const lines = [`${where(location)}error: ${message} [${rule}]`, ...snippet(location), `  ${remedy}`];
  if (related !== undefined) lines.push(`${where(related.location)}note: ${related.message}`, ...snippet(related.location));
  return lines.join('\n');
}

function where(location: Location | undefined): string {
  return location === undefined ? '' : `${printable(location.file)}:${location.line}:${location.column}: `;
}

function snippet(location: Location | undefined): string[] {
  if (location === undefined || location.text === '') return [];
  const number = String(location.line);
  const shown = printable(location.text);
  const indent = printable(location.text.slice(0, location.column - 1)).replace(/[^\t]/g, ' ');
  const marker = '^'.repeat(Math.max(1, Math.min(location.length, shown.length - location.column + 1)));
  return [`  ${number} | ${shown}`, `  ${' '.repeat(number.length)} | ${indent}${marker}`];
}

/** Text of a person's file is shown without the characters that move a terminal's cursor or turn text around. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this replaces
  return text.replaceAll(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '\uFFFD');
}
