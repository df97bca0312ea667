import type { PartChange } from '@goldenpath/extension';
import type { Runtime } from '../schema';
import type { WorkloadPart } from '../types';

/** The facts of a workload that are the same in all environments. */
export interface WorkloadOnce {
  readonly runtime: Runtime;
}

/** A change for the workload rules. */
export type WorkloadChange = PartChange<WorkloadPart, WorkloadOnce, undefined>;
