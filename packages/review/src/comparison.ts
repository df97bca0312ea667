import type { Commit, Plans } from './review';
import type { FleetVersion } from './fleet-version';

/** What is compared, and what is known of it besides base and head. */
export interface Comparison {
  readonly base: FleetVersion;
  readonly head: FleetVersion;
  readonly commits: { readonly base: Commit; readonly head: Commit };
  /** Whether the generators or their libraries differ, which can change output without a change of a spec. */
  readonly generatorsChanged: boolean;
  readonly plans: Plans;
}
