import type { Problem, Rule, SourceDocument } from '@goldenpath/extension';

/**
 * Characters that tools on the way to the cluster drop or change: control characters except tab and line ends, U+0085, line and paragraph
 * separators, and lone surrogates.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const UNSAFE_CHARACTER =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** A fast path: most texts contain only these characters. */
const PLAIN_TEXT = /^[\t\n\r\x20-\x7e]*$/;

/** kustomize writes lines whose first starts with a tab as a block, which is invalid YAML, when it applies a JSON patch to the object. */
const TAB_BEFORE_LINES = /^\t[^]*\n/;

export const textIsPortable: Rule<{ readonly document: SourceDocument }> = {
  name: 'unsafe-character',
  check: ({ document }) => {
    const problems: Problem[] = [];
    const path: (string | number)[] = [];
    visit(document.value);
    return problems;

    function visit(value: unknown): void {
      if (typeof value === 'string') report(value, 'value');
      else if (typeof value === 'object' && value !== null)
        for (const [key, item] of Object.entries(value)) {
          path.push(Array.isArray(value) ? Number(key) : key);
          if (!Array.isArray(value)) report(key, 'key');
          visit(item);
          path.pop();
        }
    }

    function report(text: string, at: 'key' | 'value'): void {
      const found = unportableText(text);
      if (found !== undefined) problems.push({ path: [...path], at, message: found.message, remedy: found.remedy });
    }
  },
};

/** What is wrong with a text. */
interface UnportableText extends Pick<Problem, 'message' | 'remedy'> {
  /** The position in the text that it is about. */
  readonly index: number;
}

/** Returns the first thing in a text that does not reach the cluster as it is, if any. */
export function unportableText(text: string): UnportableText | undefined {
  if (TAB_BEFORE_LINES.test(text))
    return {
      index: 0,
      message: 'A text of several lines starts with a tab here, which kustomize cannot write.',
      remedy: 'Start it with another character, such as a space or a line break.',
    };
  if (PLAIN_TEXT.test(text)) return undefined;
  const found = UNSAFE_CHARACTER.exec(text);
  if (found === null) return undefined;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return {
    index: found.index,
    message: `There is a character here (U+${code}) that does not reach the cluster unchanged.`,
    remedy: 'Remove it.',
  };
}
