import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { HOSTILE_TO_REVIEWS } from '@goldenpath/testing/hostile-review';
import { ROOT } from '@goldenpath/testing/fleet';
import { githubHtml, outline, triggeredTexts } from '@goldenpath/testing/github-markdown';

const RUN = { isForeign: true, url: 'https://github.com/acme/fleet/actions/runs/1', commit: 'the-head-of-it' };
const MARK = '<!-- goldenpath-review -->';
const BACKTICKS = '`'.repeat(3);

function comments(reviews: readonly string[], run: object = RUN): string[] {
  const script = join(ROOT, 'packages/testing/src/github-markdown/print-comments.mjs');
  const printed = execFileSync(process.execPath, [script], {
    input: JSON.stringify({ reviews, run }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return JSON.parse(printed) as string[];
}

/** What a fork writes to reach somebody, to link, or to look like somebody else. */
const WRITTEN_BY_FORKS: Readonly<Record<string, string>> = {
  ...HOSTILE_TO_REVIEWS,
  'a mention of a team by an entity': '&#64;acme/platform-team &commat;octocat &#x40;octocat &#0064;octocat',
  'an escaped mention': '\\@octocat @<!-- -->octocat @<b></b>octocat',
  'a mention after an invisible character': '\u200b@octocat \u2060@octocat @\u00adoctocat',
  'a reference to another repository': 'acme/fleet#12 acme/fleet@c0ffee5eedc0ffee acme@c0ffee5',
  'a reference by an entity': '&#35;12 &num;12 GH&#45;12 GH&hyphen;12',
  'an address of an issue': 'https://github.com/acme/fleet/issues/12 <https://github.com/acme/fleet/pull/3>',
  'a word that closes an issue': 'closes https://github.com/acme/fleet/issues/1, fixes #1',
  'an address of a commit': 'https://github.com/acme/fleet/commit/c0ffee5eedc0ffee5eedc0ffee5eedc0ffee5eed',
  'a link with a reference': '[x][1]\n\n[1]: https://github.com/acme/fleet/issues/12\n',
  'a footnote': 'a[^1]\n\n[^1]: @octocat\n',
  'an open fence': `${BACKTICKS}\n@octocat`,
  'a closing fence': `${BACKTICKS}\n@octocat\n${BACKTICKS}`,
  'a closing fence of tildes': '~~~~\n@octocat\n~~~~',
  'a closing fence of many backticks': `${'`'.repeat(19)}\n@octocat`,
  'more backticks than a fence has': `${'`'.repeat(500)}\n@octocat\n${'`'.repeat(21)}\n#1`,
  'a closing fence that is indented': `   ${'`'.repeat(20)}   \n@octocat`,
  'a closing fence after a carriage return': `a\r${'`'.repeat(12)}\r@octocat`,
  'a closing fence in a quotation': `> ${BACKTICKS}\n> @octocat`,
  'open HTML': '<details><summary>Approved</summary><pre><code><table><!--',
  'character data': '<![CDATA[\nswallowed',
  'a processing instruction': '<?php\nswallowed',
  'the end of the code': '</code></pre><h1>Approved by @octocat</h1>',
  'task lists': '- [x] approved\n- [ ] @octocat',
  'a table that ends': '| a |\n| --- |\n| @octocat |\n\n# approved',
  'an alert': '> [!IMPORTANT]\n> approved',
  'a diagram': `${BACKTICKS}mermaid\ngraph TD; a-->b\n${BACKTICKS}`,
  'an indented command': '1. /approve\n<p>/merge</p>\n   /merge',
};

/** The comment of a harmless review: every other has the same elements. */
const PLAIN = '<!----> blockquote(p) pre(code) p(a)';

describe('stays text in a fork’s review:', () => {
  const reviews = Object.values(WRITTEN_BY_FORKS).map((text) => [
    text,
    `${MARK}\n# A\n\n${text}\n\nz`,
    `${text}\n`.repeat(3),
  ]);
  let found: string[];
  beforeAll(() => {
    found = interpretedIn(comments(reviews.flat()));
  });

  test.each(Object.keys(WRITTEN_BY_FORKS).map((what, index) => [what, index] as const))('%s', (_what, index) =>
    expect(found.slice(3 * index, 3 * index + 3)).toEqual(['', '', '']),
  );
});

test('any text in a fork’s review stays text', () => {
  const pieces = [
    ...'`~<>&#@:;-.|\\[]()!*_$1a \n\r\t',
    '\n    ',
    '\n> ',
    '\n- ',
    '&#',
    '&#x',
    BACKTICKS,
    'GH-',
    '<!--',
    '-->',
  ];
  const text = fc
    .array(fc.constantFrom(...pieces, ...Object.values(WRITTEN_BY_FORKS)), { maxLength: 12 })
    .map((parts) => parts.join(''));
  const any = fc.oneof(text, fc.string({ unit: 'binary', maxLength: 30 }));
  fc.assert(
    fc.property(fc.array(any, { minLength: 100, maxLength: 100 }), (reviews) => expectOnlyText(comments(reviews))),
    { numRuns: 5 },
  );
});

test('the text of a fork is found in the comment as it was written', () => {
  const [body = ''] = comments(['✖ Blocked\n\n  │ <b>bold</b> &amp; **strong** user@example.com\n']);
  expect(body).toContain(
    `${BACKTICKS}text\n✖ Blocked\n\n  │ <b>bold</b> &amp; **strong** user@example.com\n${BACKTICKS}\n`,
  );
});

test('a fork’s review is never longer than GitHub takes, and stays in its block of code', () => {
  const bodies = comments(['| a row | 😀 @you #1 |\n'.repeat(5000), '`'.repeat(130_000), 'x'.repeat(130_000)]);
  for (const body of bodies) expect(Buffer.byteLength(body)).toBeLessThan(65_536);
  expectOnlyText(bodies);
  expect(bodies[0]).toMatch(/… cut\.\n```\n\n\[The run\]/);
});

test('a program that reads the source of comments finds no command, mention or mark in a fork’s review', () => {
  const review = `/approve\n  > /merge\n- /merge\n1. /close\n@octocat GH-12 acme/fleet#12\n${MARK}\n`;
  const [body = ''] = comments([review]);
  expect(body.split('<!--')).toHaveLength(2);
  expect(body).not.toMatch(/^[ \t>*\-\d.)]*\/[a-z]/m);
  expect(body).not.toMatch(/@\w|#\d|GH-\d/);
});

test.each([
  ['a fence', `${BACKTICKS}diff\n- a`],
  ['folded parts', '<details>\n<details>\n\na'],
])('the last line of the comment is not swallowed by %s that the review leaves open', (_what, review) => {
  const [fragment] = githubHtml(comments([review], { ...RUN, isForeign: false }));
  expect(fragment && outline(fragment)).toMatch(/p\(a\)$/);
});

function expectOnlyText(bodies: readonly string[]): void {
  expect(interpretedIn(bodies).filter((text) => text !== '')).toEqual([]);
}

/** Of each comment, what GitHub makes of it besides a block of code: empty where that is nothing. */
function interpretedIn(bodies: readonly string[]): string[] {
  return githubHtml(bodies).map((fragment, index) => {
    const [shape, triggered] = [outline(fragment), triggeredTexts(fragment)];
    const isPlain = shape === PLAIN && triggered.length === 0;
    return isPlain ? '' : `${shape}\n${JSON.stringify(triggered)}\n${bodies[index]}`;
  });
}
