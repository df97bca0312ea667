import type { PartChange, RuleFinding } from '@goldenpath/extension';
import { mutableTagFinding } from '../../workload/review/mutable-tag';
import type { SideContainersPart } from '../types';

/** Returns containers whose image can change without a change of the fleet, for `mutable-tag`. */
export function mutableTagOfContainer({
  inEnvironments,
}: PartChange<SideContainersPart, undefined, undefined>): RuleFinding[] {
  return inEnvironments.flatMap((pair) =>
    (pair.head?.containers ?? []).flatMap(({ name, image }) => {
      const before = pair.base?.containers.find((other) => other.name === name);
      return mutableTagFinding(pair, pair.of.environment.isFirst, before?.image, image);
    }),
  );
}
