import type { ResourcePair } from '@goldenpath/extension';
import { resourcesOf } from './resources';
import type { StackPair } from './stack-pairs';

/** Returns the resources of a type in stacks, each in base and head. */
export function resourcePairs(stacks: readonly StackPair[], type: string): ResourcePair[] {
  return stacks.flatMap(({ app, environment, base, head }) => {
    const [before, after] = [resourcesOf(base), resourcesOf(head)];
    const addresses = [...new Set([...before.keys(), ...after.keys()])];
    return addresses
      .filter((address) => (after.get(address) ?? before.get(address))?.type === type)
      .map((address) => ({
        app,
        environment,
        address,
        base: before.get(address)?.attributes,
        head: after.get(address)?.attributes,
      }));
  });
}
