import { factsOfPart, findingIn, quantityOf, type RuleFinding } from '@goldenpath/extension';
import type { AppInEnvironment } from '@goldenpath/extension';
import type { AutoscalingPart } from '../../autoscaling/types';
import type { WorkloadPart } from '../types';
import type { WorkloadChange } from './change';

/** The total request of an application's pods in one environment that does not cause a warning. */
const MOST_CORES = 16;
const MOST_GIB = 64;

const FEWER = 'Make sure that the nodes have the room, and that so many pods of this size are needed.';

/** Returns pods with large requests, for `large-instance`. */
export function largePods({ inEnvironments }: WorkloadChange): RuleFinding[] {
  return inEnvironments.flatMap((pair): RuleFinding[] => {
    const { app, environment, of } = pair;
    const [before, after] = [demandOf(pair.base, of.base), demandOf(pair.head, of.head)];
    if (!isMuch(after) || isMuch(before)) return [];
    const message = `${app} may ask for ${amount(after.cores)} cores and ${amount(after.gib)} GiB of memory in ${environment}, with ${after.pods} pods.`;
    return [findingIn(pair, 'warning', message, FEWER)];
  });
}

interface Demand {
  readonly pods: number;
  readonly cores: number;
  readonly gib: number;
}

function demandOf(workload: WorkloadPart | undefined, app: AppInEnvironment | undefined): Demand {
  if (workload === undefined) return { pods: 0, cores: 0, gib: 0 };
  const pods = factsOfPart<AutoscalingPart>(app, 'autoscaling')?.maxReplicas ?? workload.replicas ?? 1;
  const { cpu, memory } = workload.resources.requests;
  return { pods, cores: pods * (quantityOf(cpu) ?? 0), gib: (pods * (quantityOf(memory) ?? 0)) / 2 ** 30 };
}

function isMuch({ cores, gib }: Demand): boolean {
  return cores > MOST_CORES || gib > MOST_GIB;
}

function amount(value: number): string {
  return String(Math.round(value * 10) / 10);
}
