import { type Diagnostic, formatDiagnostic } from '@goldenpath/spec';
import type { CommandContext } from '../command';

/** Prints the errors of a fleet like a compiler: each error, then their number. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], { stderr, colors }: CommandContext): void {
  for (const diagnostic of diagnostics) {
    const [headline = '', ...rest] = formatDiagnostic(diagnostic).split('\n');
    stderr(`${colors.bold(headline)}\n${rest.join('\n')}\n\n`);
  }
  const count = diagnostics.length === 1 ? '1 mistake' : `${diagnostics.length} mistakes`;
  stderr(`${colors.red(`${count}.`)}\n`);
}
