import type { ReviewRuleInfo } from './rule';

/** Rules of the product about the objects, stacks and texts of every part, by rank. */
export const GENERAL_REVIEW_RULES = {
  'immutable-field': 60,
  'plain-secret': 80,
  'privilege-gained': 90,
  'manifests-moved': 95,
} as const;

/** Rules without a `rank` come after the product's rules. */
const LAST = 1000;

/** Sorts rules by rank. Equal ranks keep their order. */
export function byRank<Ranked extends { readonly rank?: number | undefined }>(items: readonly Ranked[]): Ranked[] {
  return [...items].sort((a, b) => (a.rank ?? LAST) - (b.rank ?? LAST));
}

/** The part of a registry that the rules need. */
interface PartsWithRules {
  readonly parts: readonly {
    readonly review?: () => { readonly rules?: readonly Pick<ReviewRuleInfo, 'id' | 'rank'>[] };
  }[];
}

/**
 * Returns the ids of all review rules, most severe first. These are the valid values of `accept[].rule`. Loads the reviews of the parts.
 */
export function reviewRuleIds({ parts }: PartsWithRules): string[] {
  const general = Object.entries(GENERAL_REVIEW_RULES).map(([id, rank]) => ({ id, rank }));
  const ofParts = parts.flatMap((part) => part.review?.().rules ?? []);
  return [...new Set(byRank([...general, ...ofParts]).map(({ id }) => id))];
}
