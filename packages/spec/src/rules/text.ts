import type { Path, SourceDocument } from '@goldenpath/extension';
import type { Problem, Rule } from './rule';

/**
 * Characters that some tool on the way to the cluster drops or changes: control characters but for tab and line ends,
 * U+0085, the line and paragraph separators, and halves of surrogate pairs.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const UNSAFE_CHARACTER =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

export const textIsPortable: Rule<{ readonly document: SourceDocument }> = {
  name: 'unsafe-character',
  check: ({ document }) => {
    const problems: Problem[] = [];
    visit(document.value, []);
    return problems;

    function visit(value: unknown, path: Path): void {
      if (typeof value === 'string') report(value, path, 'value');
      else if (Array.isArray(value)) value.forEach((item, index) => visit(item, [...path, index]));
      else if (typeof value === 'object' && value !== null)
        for (const [key, item] of Object.entries(value)) {
          report(key, [...path, key], 'key');
          visit(item, [...path, key]);
        }
    }

    function report(text: string, path: Path, at: 'key' | 'value'): void {
      const found = UNSAFE_CHARACTER.exec(text)?.[0];
      if (found === undefined) return;
      const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      problems.push({
        path,
        at,
        message: `There is a character here (U+${code}) that does not survive the way to the cluster.`,
        remedy: 'Remove it.',
      });
    }
  },
};
