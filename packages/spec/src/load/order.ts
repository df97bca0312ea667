import { type Diagnostic, replaceSecrets } from '@goldenpath/extension';

/**
 * Diagnostics by file, line, column and rule, each once: the order that a reader goes through them, the same on every
 * machine. One mistake under an anchor is found again at each alias.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const distinct = new Map(
    diagnostics.map(withoutSecrets).map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]),
  );
  return [...distinct.values()].sort(
    (a, b) =>
      compare(a.location?.file ?? '', b.location?.file ?? '') ||
      (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
      (a.location?.column ?? 0) - (b.location?.column ?? 0) ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  );
}

/** A message may quote a value that is a secret. */
function withoutSecrets(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, message: replaceSecrets(diagnostic.message, () => '[secret]') };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
