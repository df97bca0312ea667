import { StackTreeError } from '../errors';
import type { Stack } from './stack';

/** The part of a stack that ordering needs. */
export type Ordered = Pick<Stack, 'name' | 'dependsOn'>;

/**
 * Sorts the stacks so that each comes after its dependencies. Ties are in order of names.
 *
 * @throws StackTreeError when the dependencies form a cycle. The error lists the cycle.
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

/** Returns the stacks with every dependency reversed, which is the order to destroy them in. */
export function reversed<T extends Ordered>(stacks: readonly T[]): T[] {
  return stacks.map((stack) => ({
    ...stack,
    dependsOn: stacks.filter(({ dependsOn }) => dependsOn.includes(stack.name)).map(({ name }) => name),
  }));
}

function circle(names: readonly string[]): StackTreeError {
  return new StackTreeError(
    `These stacks depend on each other in a cycle: ${names.join(' → ')}.`,
    'Remove one of these dependencies.',
  );
}
