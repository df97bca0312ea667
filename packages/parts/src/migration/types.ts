import type { PodFacts } from '../workload/types';

/** A job that runs before a rollout. */
export interface MigrationPart {
  readonly activeDeadlineSeconds: number;
  readonly backoffLimit: number;
  /** Its pod. */
  readonly pods: PodFacts;
}
