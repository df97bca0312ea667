import { type Diagnostic, formatDiagnostic } from '@goldenpath/spec';
import type { CommandContext } from '../command';

/** Prints the errors of a fleet like a compiler: each error, then their number. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], { stderr, colors }: CommandContext): void {
  for (const diagnostic of diagnostics) {
    const [headline = '', ...rest] = formatDiagnostic(diagnostic).split('\n');
    stderr(`${colors.bold(headline)}\n${rest.join('\n')}\n\n`);
  }
  stderr(`${colors.red(`${countOf(diagnostics)}.`)}\n`);
}

/** The errors of a fleet in one line: their number, and the first. */
export function diagnosticsLine(diagnostics: readonly Diagnostic[]): string {
  const [first] = diagnostics;
  if (first === undefined) return countOf(diagnostics);
  const headline = formatDiagnostic(first).split('\n', 1).join('').replace('error: ', '');
  return diagnostics.length === 1 ? headline : `${countOf(diagnostics)}. The first: ${headline}`;
}

function countOf({ length }: readonly Diagnostic[]): string {
  return length === 1 ? '1 mistake' : `${length} mistakes`;
}
