import type { AcceptableRule } from '@goldenpath/extension';

/** A finding of a review that is accepted: it stays in the review, with the reason, and no longer blocks. */
export interface WrittenAcceptance {
  /** A rule of `goldenpath review`: a general one, or one of a part. docs/reference/review-rules.md lists those of the product. */
  readonly rule: AcceptableRule;
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
