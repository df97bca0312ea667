import type { Explain, ExplanationTable, Path } from '@goldenpath/extension';

/** A fact, its path, and its explanation. */
export interface ExplainedLeaf {
  readonly path: Path;
  readonly value: unknown;
  readonly explain: Explain;
}

/**
 * Returns the facts below a value that a table explains, in order. A table can explain a list or a map as a whole. Values without an
 * explanation are searched, and left out if they contain none.
 */
export function explainedLeaves(value: unknown, table: ExplanationTable): ExplainedLeaf[] {
  const patterns = Object.entries(table).map(([pattern, explain]) => ({ steps: splitPattern(pattern), explain }));
  return visit(value, []);

  function visit(current: unknown, path: Path): ExplainedLeaf[] {
    const found = patterns.find(({ steps }) => matches(steps, path));
    if (found !== undefined) return [{ path, value: current, explain: found.explain }];
    if (typeof current !== 'object' || current === null) return [];
    const entries = Array.isArray(current) ? [...current.entries()] : Object.entries(current);
    return entries.flatMap(([step, child]) => visit(child, [...path, step]));
  }
}

/** Splits a pattern at dots. Names with dots, such as those of labels, are in brackets. */
function splitPattern(pattern: string): string[] {
  return [...pattern.matchAll(/\[([^\]]+)\]|[^.[\]]+/g)].map(([step, bracketed]) => bracketed ?? step);
}

function matches(pattern: readonly string[], path: Path): boolean {
  return pattern.length === path.length && pattern.every((step, index) => step === '*' || step === String(path[index]));
}
