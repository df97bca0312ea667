import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { reviewMarkdown } from '@goldenpath/report';
import type { Review } from '@goldenpath/review';
import { ROOT } from './fleet';
import { expectedFindings, repositoryWith, reviewCases, reviewIn } from './review-cases';
import { RUNS_EVERYTHING } from './runs-everything';
import { sampledReviewCases } from './sampled-review-cases';

const SLOW = 120_000;

/** What edits call their passwords. */
const PLANTED = /planted\w*password/;
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/**
 * Reviews every case whose number leaves `rest` when it is divided by `parts`: test files run side by side. Most of their time goes to
 * Terraform, so outside CI only a sample is reviewed.
 */
export function checkReviewCases(rest: number, parts: number): void {
  const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', 'review.schema.json'), 'utf8')) as object;
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  const all = reviewCases();
  const cases = (RUNS_EVERYTHING ? all : sampledReviewCases(all)).filter((_case, index) => index % parts === rest);
  test.each(cases)(
    '$name',
    async ({ folder, edit }) => {
      const { code, text } = await reviewIn(repositoryWith(edit), '--format', 'json');
      expect(text).not.toMatch(PLANTED);
      const review = JSON.parse(text) as Review;
      expect(validate(review) ? [] : validate.errors).toEqual([]);
      expect(code).toBe(review.verdict.blocked ? 1 : 0);
      const findings = `${JSON.stringify(expectedFindings(review), null, 2)}\n`;
      checkGolden(join(folder, 'findings.json'), findings);
      // Rendered here from the printed data, because it contains everything in the comment.
      checkGolden(join(folder, 'review.md'), reviewMarkdown(review));
    },
    SLOW,
  );
}

function checkGolden(file: string, text: string): void {
  if (UPDATE) writeFileSync(file, text);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
}
