/**
 * Splits items into consecutive parts whose sizes differ by at most one. The result is deterministic, and no part is empty.
 *
 * @param parts - The number of parts; fewer if there are fewer items.
 */
export function partition<T>(items: readonly T[], parts: number): T[][] {
  const count = Math.min(parts, items.length);
  return Array.from({ length: count }, (_, index) =>
    items.slice(Math.floor((index * items.length) / count), Math.floor(((index + 1) * items.length) / count)),
  );
}

/**
 * Returns how many parts each group gets, so that there are at most `most` parts and the largest part is as small as possible. Every group
 * gets at least one part, so `most` must be at least the number of groups.
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
