/** More stacks than this take minutes to plan. */
export const MOST_PLANS = 100;
