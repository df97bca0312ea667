import type { PartReview } from '@goldenpath/extension';
import type { OverridesPart } from '../types';
import { overridden } from './overridden';

/** The review of overrides. What they change is among the differences of the stacks. */
export const review: PartReview<OverridesPart, OverridesPart> = {
  rules: [overridden],
  plainTexts: ({ overrides }) => ({ args: overrides.map(({ content }) => content) }),
};
