import type { Diagnostic, Location } from '@goldenpath/extension';

/**
 * Formats a diagnostic like a compiler, without colours:
 *
 * ```
 * apps/shop/app.yaml:4:1: error: `replica` is unknown here: did you mean `replicas`? [unknown-field]
 *   4 | replica: 2
 *     | ^^^^^^^
 *   Write `replicas`, or remove it.
 * ```
 */
export function formatDiagnostic({ rule, message, remedy, location, related }: Diagnostic): string {
  const lines = [
    `${where(location)}error: ${printable(message)} [${rule}]`,
    ...snippet(location),
    `  ${printable(remedy)}`,
  ];
  if (related !== undefined)
    lines.push(`${where(related.location)}note: ${printable(related.message)}`, ...snippet(related.location));
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
  const source = `  ${number} | ${shown}`;
  // If the line is cut before the position, nothing is marked.
  if (location.column > shown.length + 1) return [source];
  const marker = '^'.repeat(Math.max(1, Math.min(location.length, shown.length - location.column + 1)));
  return [source, `  ${' '.repeat(number.length)} | ${indent}${marker}`];
}

/** Removes characters from file text that move the cursor or change the text direction. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\t)\p{Cc}/gu, '\uFFFD');
}
