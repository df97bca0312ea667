import { distance } from 'fastest-levenshtein';

/** Two words are near each other when they share this many first letters: `production` and `prod`. */
const MIN_COMMON_START = 3;

/**
 * Returns the candidate that was probably meant: one typing error away, or with the same start (`production` for `prod`); undefined when
 * none is near.
 */
export function nearMiss(written: string, candidates: readonly string[]): string | undefined {
  const wanted = fold(written);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const steps = isSwap(wanted, fold(candidate)) ? 1 : distance(wanted, fold(candidate));
    if (steps < bestDistance) [best, bestDistance] = [candidate, steps];
  }
  if (bestDistance <= Math.max(1, Math.floor(wanted.length / 3))) return best;
  return candidates.find((candidate) => beginAlike(wanted, fold(candidate)));
}

/** Returns `Did you mean …?` for the candidate that was probably meant, or lists the candidates when none is near. */
export function suggestion(written: string, candidates: readonly string[]): string {
  const near = nearMiss(written, candidates);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  return candidates.length === 0 ? 'There is none to choose from.' : `Use one of: ${candidates.join(', ')}.`;
}

/** Returns whether two neighbouring letters are swapped: one typing error, but two edits. */
function isSwap(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const swapped = a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2);
  return at >= 0 && a.length === b.length && swapped === b;
}

function beginAlike(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= MIN_COMMON_START && (a.startsWith(b) || b.startsWith(a));
}

function fold(text: string): string {
  return text
    .slice(0, 100)
    .toLowerCase()
    .replace(/[_\s-]/g, '');
}
