import { isDeepStrictEqual } from 'node:util';
import type { FleetVersion } from '@goldenpath/review';

/** Returns the two versions without the stacks that are equal in both, which need no plan. */
export function withoutSameStacks(base: FleetVersion, head: FleetVersion): readonly [FleetVersion, FleetVersion] {
  const differs = (name: string) => !isDeepStrictEqual(base.stacks.get(name), head.stacks.get(name));
  const trimmed = (version: FleetVersion): FleetVersion => ({
    ...version,
    stacks: new Map([...version.stacks].filter(([name]) => differs(name))),
  });
  return [trimmed(base), trimmed(head)];
}
