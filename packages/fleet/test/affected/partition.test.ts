import * as fc from 'fast-check';
import { partition, partsOfGroups } from '../../src/affected/partition';

const ITEMS = fc.array(fc.nat(), { maxLength: 400 });
const PARTS = fc.integer({ min: 1, max: 256 });

test('the parts contain every item once, in order', () => {
  fc.assert(
    fc.property(ITEMS, PARTS, (items, parts) => {
      expect(partition(items, parts).flat()).toEqual(items);
    }),
  );
});

test('no part is empty, sizes differ by at most one, and there are at most as many parts as requested', () => {
  fc.assert(
    fc.property(ITEMS, PARTS, (items, parts) => {
      const sizes = partition(items, parts).map((part) => part.length);
      expect(sizes.length).toBeLessThanOrEqual(parts);
      if (sizes.length === 0) return expect(items).toEqual([]);
      expect(Math.min(...sizes)).toBeGreaterThan(0);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('groups get at least one part each, and the largest part is as small as the limit allows', () => {
  const groups = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(groups, fc.integer({ min: 30, max: 256 }), (sizes, most) => {
      const parts = partsOfGroups(sizes, most);
      expect(parts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(most);
      expect(Math.min(...parts)).toBeGreaterThan(0);
      const largest = Math.max(...sizes.map((size, index) => Math.ceil(size / (parts[index] ?? 1))));
      const withSmaller = sizes.reduce((sum, size) => sum + Math.ceil(size / Math.max(1, largest - 1)), 0);
      if (largest > 1) expect(withSmaller).toBeGreaterThan(most);
    }),
  );
});

test('an empty list has no parts', () => {
  expect(partsOfGroups([], 4)).toEqual([]);
  expect(partition([], 4)).toEqual([]);
});
