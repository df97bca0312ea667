import { always, type ExplanationTable } from '@goldenpath/extension';

export const group = 'Overrides';

const WRITTEN = 'written by hand in the folder `patches/terraform` beside the spec';

export const facts: ExplanationTable = {
  'overrides.*.file': always(WRITTEN),
  'overrides.*.content': always(WRITTEN),
};

export const once: ExplanationTable = facts;
