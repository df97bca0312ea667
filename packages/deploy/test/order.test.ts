import fc from 'fast-check';
import { inOrder, type Ordered, reversed, StackTreeError } from '@goldenpath/deploy';

const stack = (name: string, ...dependsOn: string[]): Ordered => ({ name, dependsOn });
const names = (stacks: readonly Ordered[]) => stacks.map(({ name }) => name);

test('dependencies come first, and ties are in order of names', () => {
  expect(names(inOrder([stack('c'), stack('b', 'd'), stack('a', 'b'), stack('d')]))).toEqual(['d', 'b', 'a', 'c']);
});

test('a cycle is reported with exactly its members', () => {
  const circle = [stack('x'), stack('a', 'b', 'x'), stack('b', 'c'), stack('c', 'a'), stack('y', 'a')];
  expect(() => inOrder(circle)).toThrow(StackTreeError);
  expect(() => inOrder(circle)).toThrow('a → b → c → a.');
});

test('a stack that depends on itself is a cycle', () => {
  expect(() => inOrder([stack('a', 'a')])).toThrow('a → a.');
});

test('reversed, each stack comes before its dependencies', () => {
  expect(names(inOrder(reversed([stack('a'), stack('b', 'a'), stack('c', 'b')])))).toEqual(['c', 'b', 'a']);
});

test('in any graph without cycles each stack appears once, after its dependencies', () => {
  const graphs = fc
    .array(fc.array(fc.nat({ max: 30 }), { maxLength: 4 }), { maxLength: 30 })
    .map((edges) =>
      edges.map((below, index) => stack(`s${index}`, ...below.filter((at) => at < index).map((at) => `s${at}`))),
    );
  fc.assert(
    fc.property(graphs, (stacks) => {
      const order = names(inOrder([...stacks].reverse()));
      expect([...order].sort()).toEqual(names(stacks).sort());
      for (const { name, dependsOn } of stacks)
        for (const below of dependsOn) expect(order.indexOf(below)).toBeLessThan(order.indexOf(name));
    }),
  );
});
