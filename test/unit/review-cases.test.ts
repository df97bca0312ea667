import { reviewCases } from '@goldenpath/testing/review-cases';
import { resultsOf, sampledReviewCases } from '@goldenpath/testing/sampled-review-cases';

test('the sample of review cases has every result of all cases, in a third of the cases', () => {
  const all = reviewCases();
  const sample = sampledReviewCases(all);
  const results = (cases: typeof all) => [...new Set(cases.flatMap(resultsOf))].sort();
  expect(results(sample)).toEqual(results(all));
  expect(sample.length).toBeLessThan(all.length / 3);
});

test('a result that only one case has keeps that case in the sample', () => {
  const all = reviewCases();
  const without = all.filter(({ name }) => name !== 'database-renamed');
  const sample = sampledReviewCases([...without.slice(0, 2), ...all.filter((each) => !without.includes(each))]);
  expect(sample.map(({ name }) => name)).toContain('database-renamed');
});
