/**
 * Splits items into parts that differ by one at most, each a run of neighbours: the same items in the same order, the same parts. No
 * part is empty.
 *
 * @param parts - How many; fewer where there are fewer items.
 */
export function partition<T>(items: readonly T[], parts: number): T[][] {
  const count = Math.min(parts, items.length);
  return Array.from({ length: count }, (_, index) =>
    items.slice(Math.floor((index * items.length) / count), Math.floor(((index + 1) * items.length) / count)),
  );
}

/**
 * How many parts each of some groups gets, so that all parts together are `most` at most and the largest part is as small as that
 * allows. Every group gets one part at least, so `most` may not be less than the number of groups.
 */
export function partsOfGroups(sizes: readonly number[], most: number): number[] {
  let [tooSmall, enough] = [0, Math.max(1, ...sizes)];
  const partsFor = (size: number) => sizes.map((all) => Math.ceil(all / size));
  const total = (parts: readonly number[]) => parts.reduce((sum, count) => sum + count, 0);
  while (enough - tooSmall > 1) {
    const middle = Math.floor((tooSmall + enough) / 2);
    if (total(partsFor(middle)) <= most) enough = middle;
    else tooSmall = middle;
  }
  return partsFor(enough);
}
