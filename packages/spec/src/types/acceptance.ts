import type { WrittenReviewRules } from '@goldenpath/extension';

/**
 * A rule of `goldenpath review`. docs/reference/review-rules.md says what each one looks for:
 *
 * - what is lost: `database-loss`, `secret-loss`, `repository-loss`, `registry-loss`, `storage-loss`;
 * - what the cluster refuses: `immutable-field`, `storage-shrunk`;
 * - what is reachable: `host-taken`, `host-dropped`, `network-opened`, `uses-target-leaves`;
 * - what is less safe than it should be: `no-multi-az`, `short-retention`, `privilege-gained`, `plain-secret`, `mutable-tag`;
 * - what interrupts or costs: `instance-class-changed`, `large-instance`.
 */
export type ReviewRule =
  | 'database-loss'
  | 'secret-loss'
  | 'repository-loss'
  | 'registry-loss'
  | 'storage-loss'
  | 'immutable-field'
  | 'storage-shrunk'
  | 'host-taken'
  | 'host-dropped'
  | 'network-opened'
  | 'uses-target-leaves'
  | 'no-multi-az'
  | 'short-retention'
  | 'privilege-gained'
  | 'plain-secret'
  | 'mutable-tag'
  | 'instance-class-changed'
  | 'large-instance';

/** A finding of a review that is accepted: it stays in the review, with the reason, and no longer blocks. */
export interface WrittenAcceptance {
  readonly rule: ReviewRule | keyof WrittenReviewRules;
  /**
   * The environments that it is accepted in; all where this is not given.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly environments?: readonly string[];
  /**
   * Why it is right, on one line: who reads the review has nothing else to go by.
   *
   * @minLength 10
   * @maxLength 350
   */
  readonly reason: string;
}

/** An acceptance in the platform file: of what no spec can speak for, such as an application that leaves the fleet. */
export interface WrittenPlatformAcceptance extends WrittenAcceptance {
  /**
   * The applications that it is accepted of, also ones that are no more; where this is not given, what is the platform's own.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly apps?: readonly string[];
}
