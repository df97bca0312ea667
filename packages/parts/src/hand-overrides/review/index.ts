import type { PartReview, PlainTexts } from '@goldenpath/extension';
import type { OverridesPart } from '../types';
import { overridden } from './overridden';

/** The review of overrides. What they change is among the differences of the stacks. */
export const review: PartReview<OverridesPart, OverridesPart> = {
  rules: [overridden],
  files: ({ overrides }) => Object.fromEntries(overrides.map(({ file, content }) => [file, content])),
  plainTexts: plainTextsOf,
  plainTextsOnce: plainTextsOf,
};

function plainTextsOf({ overrides }: OverridesPart): PlainTexts {
  return { args: overrides.map(({ content }) => content) };
}
