import * as fc from 'fast-check';

/** Text that some file it ends up in would take for its own syntax. */
const HOSTILE = [
  '${path.root}',
  '$${x}',
  '%{ if true }',
  '${{ secrets.TOKEN }}',
  '{{ value }}',
  '{% raw %}',
  '`id`',
  '$(id)',
  '"',
  "'",
  '\\',
  '#',
  ' # ',
  ': ',
  '- ',
  '---',
  '...',
  '*x',
  '&x',
  '!x',
  '|',
  '>',
  '@',
  '%',
  '~',
  '<b>',
  '</script>',
  '| a | b |',
  "'; DROP TABLE x; --",
  'true',
  'null',
  'yes',
  '0x1f',
  '1e3',
  '0123',
  '2024-01-01',
  '👩‍💻',
  'Grüße',
  '日本語',
  '\u202E',
  '\u00A0',
  '\t',
  '=',
];

const LINES = ['\n', '\r\n', '\n\n', '\n---\n', '\n  - x: y\n', ' \n'];

// oxlint-disable-next-line no-control-regex -- control characters are what a spec may not have
const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;
const CREDENTIALS = /PRIVATE KEY|AKIA|ASIA|gh[pousr]_|github_pat_|xox[abprs]-|:\/\/.*@/i;

/** Lines that kustomize cannot write. */
const TAB_BEFORE_LINES = /^\t[^]*\n/;

function isLegal(text: string): boolean {
  return !UNSAFE.test(text) && !CREDENTIALS.test(text) && !TAB_BEFORE_LINES.test(text);
}

/** Legal text of up to 200 characters on one line, often hostile. */
export const LINE: fc.Arbitrary<string> = textOf([]);

/** The same over several lines. */
export const TEXT: fc.Arbitrary<string> = textOf(LINES);

function textOf(lines: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...HOSTILE, ...lines) },
    { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  );
  return fc
    .array(piece, { maxLength: 8 })
    .map((pieces) => pieces.join('').slice(0, 200))
    .filter((text) => isLegal(text) && (lines.length > 0 || !/[\r\n]/.test(text)));
}
