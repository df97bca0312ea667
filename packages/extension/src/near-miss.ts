import { distance } from 'fastest-levenshtein';

/** A word that begins as another one is near it from this many letters on: `production` and `prod`. */
const MIN_COMMON_START = 3;

/**
 * What was probably meant: the candidate that is a typing error away, or else the one that begins alike
 * (`production` for `prod`); undefined where none is near.
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

/** `Did you mean …?` for what was probably meant, or the candidates where nothing is near. */
export function suggestion(written: string, candidates: readonly string[]): string {
  const near = nearMiss(written, candidates);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  return candidates.length === 0 ? 'There is none to choose from.' : `Use one of: ${candidates.join(', ')}.`;
}

/** Whether two neighbouring letters have changed places: one slip of the fingers, though two edits. */
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
