import type { OwnVariables } from '../configuration/types';
import type { PodFacts } from '../workload/types';

/** A job that runs before a rollout. */
export interface MigrationPart {
  readonly activeDeadlineSeconds: number;
  readonly backoffLimit: number;
  /** @default it has those of the application only */
  readonly env?: OwnVariables;
  /** Its pod. */
  readonly pods: PodFacts;
}
