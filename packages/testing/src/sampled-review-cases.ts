import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExpectedFindings, ReviewCase } from './review-cases';

/**
 * Returns a few cases that together contain every result of all cases: each rule with each of its severities, accepted or not, and each
 * kind of change of cloud resources.
 */
export function sampledReviewCases(all: readonly ReviewCase[]): ReviewCase[] {
  const open = all.map((each) => ({ each, results: new Set(resultsOf(each)) }));
  const missing = new Set(open.flatMap(({ results }) => [...results]));
  const sample: ReviewCase[] = [];
  while (missing.size > 0) {
    const counts = open.map(({ results }) => [...results].filter((result) => missing.has(result)).length);
    const best = open[counts.indexOf(Math.max(...counts))];
    if (best === undefined) break;
    for (const result of best.results) missing.delete(result);
    sample.push(best.each);
  }
  return all.filter((each) => sample.includes(each));
}

/** Names each result of a case, as its golden file has it. */
export function resultsOf({ folder }: ReviewCase): string[] {
  const text = readFileSync(join(folder, 'findings.json'), 'utf8');
  const { resources, findings } = JSON.parse(text) as ExpectedFindings;
  return [
    ...findings.map(({ rule, severity, overridden }) =>
      [rule, severity, overridden === null ? 'open' : 'accepted'].join(' '),
    ),
    ...Object.entries(resources).flatMap(([change, count]) => (count > 0 ? [`resources: ${change}`] : [])),
  ];
}
