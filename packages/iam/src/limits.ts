/**
 * Characters that the inline policies of a role may have together, without white space.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const INLINE_POLICIES_LIMIT = 10_240;

/** Characters that a managed policy may have, without white space. */
export const MANAGED_POLICY_LIMIT = 6_144;

/** Managed policies that a role may have. Ten more can be asked of AWS. */
export const MANAGED_POLICIES_PER_ROLE = 10;
