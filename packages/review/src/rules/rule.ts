import type { Scope } from '@goldenpath/extension';
import type { ReviewRule } from '@goldenpath/model';
import type { FleetChange } from '../fleet/fleet-change';
import type { Severity } from '../review';

/** What a rule finds. Whether somebody has accepted it, and how they can, is not the rule's to say. */
export interface Found extends Scope {
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Something that a change may do and somebody should know of. A rule looks at what the change does: at what holds now and did not
 * before, or the other way round, and never at what stands already.
 */
export interface Rule {
  readonly id: ReviewRule;
  /** For the reference: how bad it is, in words where that depends. */
  readonly severity: string;
  /** For the reference: what it looks for, in sentences. */
  readonly firesOn: string;
  /** For the reference: what to do about it. */
  readonly advice: string;
  find(change: FleetChange): readonly Found[];
}
