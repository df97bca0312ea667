/** Planning more stacks than this takes minutes. */
export const MOST_PLANS = 100;
