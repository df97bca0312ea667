/** Compares by code unit, so that the order is the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Returns a copy sorted by the result of `keyOf`. */
export function sortedBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Item[] {
  return [...items].sort((a, b) => compareText(keyOf(a), keyOf(b)));
}

/** Merges two lists of names, each name once: in the second's order, with names that only the first has at their old positions. */
export function mergedNames(before: readonly string[], after: readonly string[]): readonly string[] {
  if (before.length === after.length && before.every((name, index) => name === after[index])) return after;
  const inAfter = new Set(after);
  const merged = new Set<string>();
  let next = 0;
  for (const name of before) {
    if (inAfter.has(name))
      for (; next < after.length && !merged.has(name); next += 1) merged.add(after[next] as string);
    else merged.add(name);
  }
  for (const name of after) merged.add(name);
  return [...merged];
}
