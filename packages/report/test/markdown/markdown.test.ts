import { COMMENT_MARKER, reviewMarkdown } from '@goldenpath/report';
import type { Affected, Review } from '@goldenpath/review';
import { visible } from '../../src/text/visible';
import { HOSTILE_TO_REVIEWS, hostileReview } from '@goldenpath/testing/hostile-review';
import { largeReview, madeReview, sampleReview } from '@goldenpath/testing/made-review';
import { githubHtml, triggeredTexts } from '@goldenpath/testing/github-markdown';
import { namesIn, rendered, textOf, triggersIn } from '../support/rendered';

const sizeOf = (text: string) => Math.max(Buffer.byteLength(text), [...text].length, text.length);
const headings = (text: string) => text.split('\n').filter((line) => line.startsWith('#'));

describe('a review with every kind of content', () => {
  const text = reviewMarkdown(sampleReview(), { artifact: 'https://example.com/review.html' });

  test('begins with the marker and the verdict', () => {
    expect(text.split('\n').slice(0, 4)).toEqual([
      COMMENT_MARKER,
      '## ⛔ Blocked',
      '',
      '**Changes 1 application in 2 environments, replaces 1 database in prod: blocked by 1 danger.**',
    ]);
  });

  test('puts the most important part first', () => {
    expect(headings(text)).toEqual([
      '## ⛔ Blocked',
      '### Findings',
      '### Cloud resources — ⚠ SIMULATED',
      '### The platform changes',
      '### Affected',
      '### Required approvals',
      '### Dependents',
      '### Cost',
    ]);
  });

  test('shows blocking findings before accepted ones, and the reason for each acceptance', () => {
    const rows = text.split('\n').filter((line) => line.includes('<br>`'));
    expect(rows.map((line) => line.slice(0, 28).split('<br>')[0])).toEqual([
      '| 🔴 danger',
      '| ☑ danger, accepted',
      '| 🟠 warning',
      '| 🔵 info',
    ]);
    expect(rows[1]).toContain('**Accepted:** The source is kept for a year elsewhere.');
  });

  test('names replaced resources, and why they are replaced', () => {
    expect(text).toContain('**1 REPLACED, 1 updated, 1 created**');
    expect(text).toContain(
      '- **REPLACE** `aws_db_instance.instance` of `app-orders-api-prod`, because of `identifier`',
    );
  });

  test('states the cost and the source of the prices', () => {
    expect(text).toContain('Estimated from list prices of eu-west-2, 2026-11-01: +24.70 USD a month.');
  });

  test('folds objects and plans', () => {
    expect(text).toContain('<summary>Kubernetes: 3 objects</summary>');
    expect(text).toContain('- spec.replicas: 2\n+ spec.replicas: 3\n');
    expect(text).toContain('**`Ingress/orders-api` in `prod`** removed');
    expect(text).toContain('      identifier: orders-api-prod → orders-prod\n');
    expect(text).toContain('      password_wo: (sensitive)\n');
    expect(text).not.toContain('endpoint');
    expect(namesIn(rendered(text))).toEqual([
      'a',
      'br',
      'code',
      'details',
      'h2',
      'h3',
      'li',
      'p',
      'pre',
      'strong',
      'summary',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'tr',
      'ul',
    ]);
  });

  test('is the same for the same review', () => {
    expect(reviewMarkdown(sampleReview(), { artifact: 'https://example.com/review.html' })).toBe(text);
  });
});

test('a review without changes is one sentence', () => {
  expect(reviewMarkdown(madeReview())).toBe(`${COMMENT_MARKER}\n✅ Nothing changes: no manifest, no resource.\n`);
});

describe('a platform change that affects a thousand applications', () => {
  const review = largeReview(1000);
  const owners = new Map(review.affected.map(({ app }, index) => [app ?? '', `team-${index % 7}`]));
  const text = reviewMarkdown(review, { owners, artifact: 'review.html' });

  test('stays below the limit of a comment', () => {
    expect(sizeOf(text)).toBeLessThan(65_536);
    expect(sizeOf(text)).toBeGreaterThan(60_000);
  });

  test('starts with the verdict and the blocking findings', () => {
    const lines = text.split('\n');
    expect(lines[3]).toBe('**A platform change: 1000 applications in 4 environments; blocked by 2 dangers.**');
    expect(lines.findIndex((line) => line.includes('service-0400'))).toBeLessThan(25);
    expect(headings(text)).toContain('### The platform changes');
    expect(text).toContain('It touches 1,000 applications.');
  });

  test('is summarised by environment and owner', () => {
    expect(text).toContain('| `prod` | 1,000 | the platform&#39;s ingress.className (1,000) |'.replace('&#39;', "'"));
    expect(text).toMatch(/\| `team-\d` \| 1\d\d \| owns them \|/);
  });

  test('does not count the platform as an application', () => {
    const [entry] = review.affected;
    const withPlatform = [...review.affected, { ...(entry as Affected), app: null }];
    const summary = reviewMarkdown({ ...review, affected: withPlatform }, { owners, artifact: 'review.html' });
    expect(summary).toContain('### Affected: 1,000 applications');
  });

  test('counts what is left out of each section, and says where to find it', () => {
    expect(text).toMatch(/_[\d,]+ findings that are less urgent are left out_, all in `review\.html`\./);
    expect(text).toMatch(/_[\d,]+ more stacks left out_, all in `review\.html`\./);
  });

  test('groups equal changes', () => {
    expect(text).toContain('**Ingress of 1,000 applications in `dev`, `test`, `staging`, `prod`: `service-0000`');
  });

  test('closes every folded block', () => {
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect(namesIn(rendered(text))).not.toContain('script');
  });
});

test.each([16_384, 20_000, 30_000])('it stays below a limit of %i bytes', (limit) => {
  const text = reviewMarkdown(largeReview(300), { limit });
  expect(sizeOf(text)).toBeLessThan(limit);
  expect(text).toContain('## ⛔ Blocked');
});

test('values and texts of any length stay below the limit', () => {
  const review = hostileReview('@'.repeat(100_000));
  const many: Review = { ...review, findings: [...Array(50).keys()].flatMap(() => review.findings) };
  expect(sizeOf(reviewMarkdown(many))).toBeLessThan(65_536);
});

test('a limit that is too small is refused', () => {
  expect(() => reviewMarkdown(sampleReview(), { limit: 16_383 })).toThrow(RangeError);
});

test.each(['javascript:alert(1)', 'https://x.y/)[a](b', 'a b `c`'])('an artifact called %s is no link', (artifact) => {
  expect(namesIn(rendered(reviewMarkdown(sampleReview(), { artifact })))).not.toContain('a');
});

const OURS = [
  'br',
  'code',
  'details',
  'h2',
  'h3',
  'li',
  'p',
  'pre',
  'span',
  'strong',
  'summary',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
];

test.each(Object.entries(HOSTILE_TO_REVIEWS))(
  '%s comes out of every field as it is, and does nothing',
  (_what, text) => {
    const fragment = rendered(reviewMarkdown(hostileReview(text)));
    expect(namesIn(fragment).filter((name) => !OURS.includes(name))).toEqual([]);
    expect(triggersIn(fragment)).toEqual([]);
    const shown = textOf(fragment);
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    // Verdict, findings and where, reasons, note, problems, teams and more; values are JSON, which may be longer.
    expect(shown.split(visible(text)).length - 1).toBeGreaterThan(30);
  },
);

test('GitHub finds no mention, reference, commit or link in any hostile text', () => {
  const texts = Object.entries(HOSTILE_TO_REVIEWS);
  const fragments = githubHtml(texts.map(([, text]) => reviewMarkdown(hostileReview(text))));
  const found = fragments.map(
    (fragment, index) => [texts[index]?.[0], triggeredTexts(fragment), namesIn(fragment)] as const,
  );
  expect(
    found.filter(([, triggered, names]) => triggered.length > 0 || names.some((name) => !OURS.includes(name))),
  ).toEqual([]);
});
