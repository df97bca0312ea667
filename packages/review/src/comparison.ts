import type { Commit, Plans } from './review';
import type { FleetVersion } from './fleet-version';

/** What is compared, and what is known of it besides base and head. */
export interface Comparison {
  readonly base: FleetVersion;
  readonly head: FleetVersion;
  readonly commits: { readonly base: Commit; readonly head: Commit };
  /** The generators, or libraries that they generate with, are not the same: a reason for what differs though no spec does. */
  readonly generatorsChanged: boolean;
  readonly plans: Plans;
}
