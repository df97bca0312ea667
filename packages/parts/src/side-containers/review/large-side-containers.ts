import {
  factsOfPart,
  type AppInEnvironment,
  type PartChange,
  quantityOf,
  type RuleFinding,
} from '@goldenpath/extension';
import type { AutoscalingPart } from '../../autoscaling/types';
import { type Demand, largeFinding } from '../../workload/review/large-pods';
import type { WorkloadPart } from '../../workload/types';
import type { SideContainersPart } from '../types';

/** Returns sidecars with large requests in all pods of the application, for `large-instance`. */
export function largeSideContainers({
  inEnvironments,
}: PartChange<SideContainersPart, undefined, undefined>): RuleFinding[] {
  return inEnvironments.flatMap((pair) =>
    largeFinding(
      pair,
      `${pair.app} for its sidecars`,
      demandOfSidecars(pair.base, pair.of.base),
      demandOfSidecars(pair.head, pair.of.head),
    ),
  );
}

/** Init containers have ended when the others run. */
function demandOfSidecars(facts: SideContainersPart | undefined, app: AppInEnvironment | undefined): Demand {
  const most = factsOfPart<AutoscalingPart>(app, 'autoscaling')?.maxReplicas;
  const pods = most ?? factsOfPart<WorkloadPart>(app, 'workload')?.replicas ?? 1;
  const running = (facts?.containers ?? []).filter(
    ({ isSidecar, processes }) => isSidecar === true && processes.includes('main'),
  );
  const sum = (what: 'cpu' | 'memory') =>
    running.reduce((total, { resources }) => total + (quantityOf(resources.requests[what]) ?? 0), 0);
  return { pods, cores: pods * sum('cpu'), gib: (pods * sum('memory')) / 2 ** 30 };
}
