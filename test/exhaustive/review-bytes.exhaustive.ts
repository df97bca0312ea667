import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMENT_MARKER, reviewMarkdown } from '@goldenpath/report';
import type { Review } from '@goldenpath/review';
import { testFolder } from '@goldenpath/testing/folders';
import { goldenpathIn } from '@goldenpath/testing/simulated-fleet';
import { type ReviewCase, repositoryWith, reviewCases } from '@goldenpath/testing/review-cases';

const SLOW = 120_000;
const FORMATS = ['json', 'md', 'html'] as const;

/** Another place, language, time zone and width of the terminal: none of it may be seen in a review. */
const ELSEWHERE = {
  LANG: 'tr_TR.UTF-8',
  LC_ALL: 'tr_TR.UTF-8',
  TZ: 'Pacific/Kiritimati',
  COLUMNS: '40',
  FORCE_COLOR: '1',
};

function casesNamed(...names: readonly string[]): ReviewCase[] {
  const found = reviewCases().filter(({ name }) => names.includes(name));
  expect(found.map(({ name }) => name)).toEqual([...names].sort());
  return found;
}

/** A review in every format, of a repository that is made anew. */
async function reviewed({ edit }: ReviewCase, env: NodeJS.ProcessEnv = {}): Promise<Record<string, string>> {
  const repository = repositoryWith(edit);
  const files = FORMATS.map((format) => join(testFolder(), `review.${format}`));
  const outputs = files.flatMap((file) => ['--output', file]);
  const { code, stdout, stderr } = await goldenpathIn(repository, ['review', ...outputs], env);
  expect([0, 1]).toContain(code);
  expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  for (const text of texts) expect(text).not.toContain(repository);
  return Object.fromEntries(FORMATS.map((format, index) => [format, texts[index] ?? '']));
}

test(
  'the same edit gets the same bytes in every format, wherever and whenever it is reviewed',
  async () => {
    const cases = casesNamed('several-edits', 'env-with-hostile-text', 'platform-to-gateway', 'database-renamed');
    for (const one of cases) {
      const here = await reviewed(one);
      expect(await reviewed(one, ELSEWHERE)).toEqual(here);
      // The data holds all that the comment says.
      expect(reviewMarkdown(JSON.parse(here['json'] ?? '') as Review)).toBe(here['md']);
    }
  },
  SLOW,
);

test(
  'an edit that changes nothing gets an empty review in every format',
  async () => {
    const cases = reviewCases().filter(({ name }) => name.startsWith('nothing-but-'));
    expect(cases.length).toBeGreaterThan(4);
    const reviews = [];
    for (const one of cases) reviews.push(await reviewed(one));
    for (const { json = '', md = '', html = '' } of reviews) {
      const review = JSON.parse(json) as Review;
      const { platform, affected, dependents, findings, manifests, approvals } = review;
      expect({ platform, affected, dependents, findings, manifests, approvals }).toEqual({
        platform: [],
        affected: [],
        dependents: [],
        findings: [],
        manifests: [],
        approvals: [],
      });
      expect(review.resources).toEqual({ create: 0, update: 0, replace: 0, destroy: 0 });
      expect(review.cost.monthlyDifference).toBe(0);
      expect(review.verdict.blocked).toBe(false);
      expect(review.verdict.summary).toBe('Changes nothing.');
      expect(html).toContain('Changes nothing.');
      expect(md).toBe(`${COMMENT_MARKER}\n✅ Nothing changes: no manifest, no resource.\n`);
    }
  },
  SLOW,
);
