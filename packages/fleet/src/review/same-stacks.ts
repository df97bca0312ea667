import { isDeepStrictEqual } from 'node:util';
import type { FleetVersion } from '@goldenpath/review';

/** The two sides without the stacks that are the same on both: there is nothing to plan. */
export function withoutSameStacks(base: FleetVersion, head: FleetVersion): readonly [FleetVersion, FleetVersion] {
  const differs = (name: string) => !isDeepStrictEqual(base.stacks.get(name), head.stacks.get(name));
  const trimmed = (side: FleetVersion): FleetVersion => ({
    ...side,
    stacks: new Map([...side.stacks].filter(([name]) => differs(name))),
  });
  return [trimmed(base), trimmed(head)];
}
