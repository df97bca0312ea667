import type { AnyPart, Pair, Registry } from '@goldenpath/extension';

/** Returns the files beside a spec that differ, such as `patches/grace.yaml is added`. */
export function fileReasons({ parts }: Registry, factsOf: (part: AnyPart) => Pair<unknown>): string[] {
  return parts.flatMap((part) => {
    const files = part.review?.().files;
    if (files === undefined) return [];
    const { base, head } = factsOf(part);
    const contents = (facts: unknown) => new Map(Object.entries(facts === undefined ? {} : files(facts)));
    const [before, after] = [contents(base), contents(head)];
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (file) => before.get(file) !== after.get(file),
    );
    return changed.toSorted().map((file) => {
      if (!before.has(file)) return `${file} is added`;
      return after.has(file) ? `${file} changed` : `${file} is removed`;
    });
  });
}
