import type { AcceptableRule } from '@goldenpath/extension';

/** A finding of a review that is accepted: it stays in the review, with the reason, and no longer blocks. */
export interface WrittenAcceptance {
  /** A rule of `goldenpath review`: a general one, or one of a part. docs/reference/review-rules.md lists those of the product. */
  readonly rule: AcceptableRule;
  /**
   * The environments in which it is accepted. The default is all.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly environments?: readonly string[];
  /**
   * Why it is acceptable, on one line. Reviewers see only this reason.
   *
   * @minLength 10
   * @maxLength 350
   */
  readonly reason: string;
}

/** An acceptance in the platform file, for findings about the platform or about an application that leaves the fleet. */
export interface WrittenPlatformAcceptance extends WrittenAcceptance {
  /**
   * The applications for which it is accepted, including removed ones. Without this field, the acceptance is about the platform itself.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly apps?: readonly string[];
}
