import { type Diagnostic, formatDiagnostic } from '@goldenpath/spec';
import type { CommandContext } from '../command';

/** Prints what is wrong with a fleet as a compiler would: each mistake, then how many there are. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], { stderr, colors }: CommandContext): void {
  for (const diagnostic of diagnostics) {
    const [headline = '', ...rest] = formatDiagnostic(diagnostic).split('\n');
    stderr(`${colors.bold(headline)}\n${rest.join('\n')}\n\n`);
  }
  const count = diagnostics.length === 1 ? '1 mistake' : `${diagnostics.length} mistakes`;
  stderr(`${colors.red(`${count}.`)}\n`);
}
