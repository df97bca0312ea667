import type { PartChange } from '@goldenpath/extension';
import type { WorkloadOnce, WorkloadPart } from '../types';

export type { WorkloadOnce } from '../types';

/** A change for the workload rules. */
export type WorkloadChange = PartChange<WorkloadPart, WorkloadOnce, undefined>;
