import { departure, findingIn, type ReviewRule, type RuleFinding, severityIn } from '@goldenpath/extension';
import type { CronJobPart } from '../types';

const REMEDY = 'Make sure that nothing waits for its next run.';

/** Reports a job that no longer runs. */
export const jobStops: ReviewRule<CronJobPart, undefined, undefined> = {
  id: 'job-stops',
  rank: 83,
  severity: 'warning, in production danger',
  firesOn: 'A scheduled job that leaves the fleet or an environment, is no longer a scheduled job, or is suspended.',
  advice: REMEDY,
  find: (change) =>
    change.inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, base, head, of } = pair;
      if (base === undefined || base.suspend || head?.suspend === false) return [];
      const why =
        departure(change, of) ??
        `${app} ${head === undefined ? 'is no longer a job' : 'is suspended'} in ${environment}`;
      const message = `${why}: it no longer runs at \`${base.schedule}\`.`;
      return [findingIn(pair, severityIn(of.environment), message, REMEDY)];
    }),
};
