import { StackTreeError } from '../errors';
import type { Stack } from './stack';

/** What order needs to know of a stack. */
export type Ordered = Pick<Stack, 'name' | 'dependsOn'>;

/**
 * The stacks so that each comes after all that it depends on; in order of names where that leaves a choice.
 *
 * @throws StackTreeError where they depend on each other in a circle, with the circle.
 */
export function inOrder<T extends Ordered>(stacks: readonly T[]): T[] {
  const sorted = [...stacks].sort((a, b) => (a.name < b.name ? -1 : 1));
  const byName = new Map(sorted.map((stack) => [stack.name, stack]));
  const done = new Set<string>();
  const ordered: T[] = [];
  const visit = (stack: T, above: readonly string[]): void => {
    if (done.has(stack.name)) return;
    if (above.includes(stack.name)) throw circle([...above.slice(above.indexOf(stack.name)), stack.name]);
    for (const name of stack.dependsOn) {
      const dependency = byName.get(name);
      if (dependency !== undefined) visit(dependency, [...above, stack.name]);
    }
    done.add(stack.name);
    ordered.push(stack);
  };
  for (const stack of sorted) visit(stack, []);
  return ordered;
}

/** The same stacks with every edge turned round: the order in which they are destroyed. */
export function reversed<T extends Ordered>(stacks: readonly T[]): T[] {
  return stacks.map((stack) => ({
    ...stack,
    dependsOn: stacks.filter(({ dependsOn }) => dependsOn.includes(stack.name)).map(({ name }) => name),
  }));
}

function circle(names: readonly string[]): StackTreeError {
  return new StackTreeError(
    `These stacks depend on each other in a circle, so none can be first: ${names.join(' → ')}.`,
    'Take one of these dependencies away.',
  );
}
