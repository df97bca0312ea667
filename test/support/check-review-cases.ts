import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Review } from '@goldenpath/review';
import { expectedFindings, repositoryWith, reviewCases, reviewIn } from './review-cases';

const SLOW = 120_000;
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** Reviews every case whose number leaves `rest` when it is divided by `parts`: test files run side by side. */
export function checkReviewCases(rest: number, parts: number): void {
  const cases = reviewCases().filter((_case, index) => index % parts === rest);
  test.each(cases)(
    '$name',
    async ({ folder, edit }) => {
      const repository = repositoryWith(edit);
      const json = await reviewIn(repository, '--format', 'json');
      const review = JSON.parse(json.text) as Review;
      const markdown = await reviewIn(repository, '--format', 'md');
      expect(json.code).toBe(review.verdict.blocked ? 1 : 0);
      expect(markdown.code).toBe(json.code);
      const findings = `${JSON.stringify(expectedFindings(review), null, 2)}\n`;
      checkGolden(join(folder, 'findings.json'), findings);
      checkGolden(join(folder, 'review.md'), markdown.text);
    },
    SLOW,
  );
}

function checkGolden(file: string, text: string): void {
  if (UPDATE) writeFileSync(file, text);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
}
