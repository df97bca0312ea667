import type { StackFacts } from '@goldenpath/model';

/**
 * The wave of each stack: 1, or one more than the last wave of those among them that it depends on.
 *
 * @param stacks - Each after all that it depends on.
 */
export function waves(stacks: readonly Pick<StackFacts, 'name' | 'dependsOn'>[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { name, dependsOn } of stacks)
    found.set(name, 1 + Math.max(0, ...dependsOn.map((dependency) => found.get(dependency) ?? 0)));
  return found;
}
