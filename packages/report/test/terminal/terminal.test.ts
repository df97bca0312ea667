import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewText, type TerminalPaint } from '@goldenpath/report';
import { HOSTILE_TO_REVIEWS, hostileReview } from '@goldenpath/testing/hostile-review';
import { largeReview, madeReview, sampleReview } from '@goldenpath/testing/made-review';

const widest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length));

/** Compares with a file beside this one; UPDATE_GOLDEN=1 writes it. */
function expectGolden(name: string, text: string): void {
  const file = join(__dirname, 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

test('a review on a terminal of 80 columns without colours', () => {
  const text = reviewText(sampleReview());
  expectGolden('sample.txt', text);
  expect(widest(text)).toBeLessThanOrEqual(80);
});

test('a review of a thousand applications on a terminal fits two screens', () => {
  const text = reviewText(largeReview(1000));
  expectGolden('large.txt', text);
  expect(widest(text)).toBeLessThanOrEqual(80);
  expect(text.split('\n').length).toBeLessThan(220);
});

test('a review without changes is one line', () => {
  expect(reviewText(madeReview())).toBe('✔ Nothing changes: no manifest, no resource.\n');
});

test.each([[40], [60], [100], [300]])('a terminal of %i columns is never overrun', (columns) => {
  expect(widest(reviewText(sampleReview(), { columns }))).toBeLessThanOrEqual(columns);
});

test.each(Object.entries(HOSTILE_TO_REVIEWS))('%s sends no control character to a terminal', (_what, text) => {
  const shown = reviewText(hostileReview(text));
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
  expect(widest(shown)).toBeLessThanOrEqual(80);
});

test('severities have different colours, and colours do not change the text', () => {
  const mark = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
  const codes = { bold: 1, dim: 2, red: 31, yellow: 33, green: 32, blue: 34 };
  const paint = Object.fromEntries(
    Object.entries(codes).map(([name, code]) => [name, mark(code)]),
  ) as unknown as TerminalPaint;
  const painted = reviewText(sampleReview(), { paint });
  expect(painted).toContain('\u001b[31mDANGER\u001b[0m orders-api');
  expect(painted).toContain('\u001b[33mWARNING\u001b[0m');
  expect(painted.replaceAll(/\u001b\[\d+m/g, '')).toBe(reviewText(sampleReview()));
});
