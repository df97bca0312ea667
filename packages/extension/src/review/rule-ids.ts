import type { ReviewRuleInfo } from './rule';

/** The rules of the product that look at the objects, stacks and texts of every part, by their rank. */
export const GENERAL_REVIEW_RULES = {
  'immutable-field': 60,
  'plain-secret': 80,
  'privilege-gained': 90,
} as const;

/** Rules whose `rank` is not given come after those of the product. */
const LAST = 1000;

/** Rules in order of rank; those of the same rank stay in the order given. */
export function byRank<Ranked extends { readonly rank?: number | undefined }>(items: readonly Ranked[]): Ranked[] {
  return [...items].sort((a, b) => (a.rank ?? LAST) - (b.rank ?? LAST));
}

/** A registry, as far as the rules of its parts are concerned. */
interface PartsWithRules {
  readonly parts: readonly {
    readonly review?: () => { readonly rules?: readonly Pick<ReviewRuleInfo, 'id' | 'rank'>[] };
  }[];
}

/** The ids of all rules of `goldenpath review`, the gravest first: what `accept[].rule` may say. Loads the reviews of the parts. */
export function reviewRuleIds({ parts }: PartsWithRules): string[] {
  const general = Object.entries(GENERAL_REVIEW_RULES).map(([id, rank]) => ({ id, rank }));
  const ofParts = parts.flatMap((part) => part.review?.().rules ?? []);
  return [...new Set(byRank([...general, ...ofParts]).map(({ id }) => id))];
}
