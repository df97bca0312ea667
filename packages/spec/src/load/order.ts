import { type Diagnostic, replaceSecrets } from '@goldenpath/extension';

/**
 * Sorts diagnostics by file, line, column and rule, without duplicates. One error under an anchor is found again at each alias.
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

/** Masks secrets, because a message can quote a value. */
function withoutSecrets(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, message: replaceSecrets(diagnostic.message, () => '[secret]') };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
