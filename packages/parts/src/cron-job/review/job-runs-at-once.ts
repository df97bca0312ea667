import { findingIn, type ReviewRule, type RuleFinding } from '@goldenpath/extension';
import type { CronJobPart } from '../types';

const REMEDY = 'Make sure that two runs do not disturb each other, or keep `concurrencyPolicy: Forbid`.';

const HOW = {
  Allow: 'two runs of it can work at the same time',
  Replace: 'a run that takes too long is ended by the next one',
} as const;

/** Reports that a run no longer has all its time for itself. */
export const jobRunsAtOnce: ReviewRule<CronJobPart, undefined, undefined> = {
  id: 'job-runs-at-once',
  rank: 84,
  severity: 'warning',
  firesOn: 'A scheduled job whose `concurrencyPolicy` is no longer `Forbid`.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, base, head } = pair;
      const policy = head?.concurrencyPolicy ?? 'Forbid';
      if (base === undefined || policy === 'Forbid' || policy === base.concurrencyPolicy) return [];
      return [findingIn(pair, 'warning', `${app} changes in ${environment}: ${HOW[policy]}.`, REMEDY)];
    }),
};
