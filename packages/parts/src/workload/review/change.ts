import type { PartChange } from '@goldenpath/extension';
import type { Runtime } from '../schema';
import type { WorkloadPart } from '../types';

/** What a workload has once for all environments. */
export interface WorkloadOnce {
  readonly runtime: Runtime;
}

/** A change as the rules of workloads see it. */
export type WorkloadChange = PartChange<WorkloadPart, WorkloadOnce, undefined>;
