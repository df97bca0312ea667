import { distance } from 'fastest-levenshtein';

/** What was probably meant: the candidate that is a typing error away, or undefined where none is near. */
export function nearMiss(written: string, candidates: readonly string[]): string | undefined {
  const wanted = fold(written);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const steps = distance(wanted, fold(candidate));
    if (steps < bestDistance) [best, bestDistance] = [candidate, steps];
  }
  return bestDistance <= Math.max(1, Math.floor(wanted.length / 3)) ? best : undefined;
}

/** `did you mean …?` for what was probably meant, or the candidates where nothing is near. */
export function suggestion(written: string, candidates: readonly string[]): string {
  const near = nearMiss(written, candidates);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  return candidates.length === 0 ? 'There is none to choose from.' : `Use one of: ${candidates.join(', ')}.`;
}

function fold(text: string): string {
  return text.slice(0, 100).toLowerCase().replace(/[_\s-]/g, '');
}
