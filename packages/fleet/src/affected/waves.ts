import type { StackFacts } from '@goldenpath/model';

/**
 * Returns the wave of each stack: 1, or one more than the last wave of its dependencies in the list.
 *
 * @param stacks - In dependency order.
 */
export function waves(stacks: readonly Pick<StackFacts, 'name' | 'dependsOn'>[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { name, dependsOn } of stacks)
    found.set(name, 1 + Math.max(0, ...dependsOn.map((dependency) => found.get(dependency) ?? 0)));
  return found;
}
