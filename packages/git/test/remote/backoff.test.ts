import { backoffMs } from '../../src/remote/backoff';

test('waits grow with each attempt, are random, and have an upper bound', () => {
  const longest = [1, 2, 3, 4, 5, 1000].map((attempt) => backoffMs(attempt, 1));
  expect(longest).toEqual([300, 900, 2700, 8100, 10_000, 10_000]);
  expect(backoffMs(3, 0)).toBe(0);
  expect(backoffMs(3, 0.5)).toBe(1350);
});
