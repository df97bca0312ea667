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
  return inEnvironments.flatMap((pair) => {
    const most = (app: AppInEnvironment | undefined) => factsOfPart<AutoscalingPart>(app, 'autoscaling')?.maxReplicas;
    const { base, head, of } = pair;
    return largeFinding(pair, pair.app, demandOf(base, most(of.base)), demandOf(head, most(of.head)));
  });
}

/** Returns the finding of pods that now have large requests. */
export function largeFinding(
  pair: { readonly app: string; readonly environment: string },
  name: string,
  before: Demand,
  after: Demand,
): RuleFinding[] {
  if (!isMuch(after) || isMuch(before)) return [];
  const message = `${name} may ask for ${amount(after.cores)} cores and ${amount(after.gib)} GiB of memory in ${pair.environment}, with ${after.pods} pods.`;
  return [findingIn(pair, 'warning', message, FEWER)];
}

/** What pods request together. */
export interface Demand {
  readonly pods: number;
  readonly cores: number;
  readonly gib: number;
}

/** Returns what pods request together. */
export function demandOf(workload: WorkloadPart | undefined, maxReplicas: number | undefined): Demand {
  if (workload === undefined) return { pods: 0, cores: 0, gib: 0 };
  const pods = maxReplicas ?? workload.replicas ?? 1;
  const { cpu, memory } = workload.resources.requests;
  return { pods, cores: pods * (quantityOf(cpu) ?? 0), gib: (pods * (quantityOf(memory) ?? 0)) / 2 ** 30 };
}

function isMuch({ cores, gib }: Demand): boolean {
  return cores > MOST_CORES || gib > MOST_GIB;
}

function amount(value: number): string {
  return String(Math.round(value * 10) / 10);
}
