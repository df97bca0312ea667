import { always, type ExplanationTable } from '@goldenpath/extension';

export const group = 'Patches';

const WRITTEN = 'written by hand in the folder `patches` beside the spec';

export const facts: ExplanationTable = {
  'patches.*.file': always(WRITTEN),
  'patches.*.content': always(WRITTEN),
};
