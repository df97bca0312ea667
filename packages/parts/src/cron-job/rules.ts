import {
  type AppContext,
  checkVariants,
  inEnvironment,
  nearMiss,
  pathOfSetting,
  quote,
  type Rule,
} from '@goldenpath/extension';
import { partSettings } from '../settings';

export const scheduleIsCron: Rule<AppContext> = {
  name: 'bad-schedule',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const { cronJob } = partSettings(settings);
      if (cronJob === undefined) return [];
      // It loads a parser, which only a spec with a schedule needs.
      const { scheduleProblem } = require('./check-schedule') as typeof import('./check-schedule');
      const problem = scheduleProblem(cronJob.schedule);
      if (problem === undefined) return [];
      return [
        {
          path: pathOfSetting(context, environment, ['schedule']),
          message: `${quote(cronJob.schedule)} is not a schedule${inEnvironment(environment)}: ${problem.why}.`,
          remedy: problem.remedy,
        },
      ];
    }),
};

export const timeZoneExists: Rule<AppContext> = {
  name: 'unknown-time-zone',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const zone = partSettings(settings).cronJob?.timeZone;
      if (zone === undefined || isTimeZone(zone)) return [];
      const near = sameInAnotherCase(zone) ?? nearMiss(zone, timeZones());
      return [
        {
          path: pathOfSetting(context, environment, ['timeZone']),
          message: `There is no time zone ${quote(zone)}${inEnvironment(environment)}.`,
          remedy:
            near === undefined
              ? 'Use a name of the tz database, such as `Europe/London` or `Etc/UTC`.'
              : `Did you mean \`${near}\`?`,
        },
      ];
    }),
};

function timeZones(): readonly string[] {
  return ['Etc/UTC', 'UTC', ...Intl.supportedValuesOf('timeZone')];
}

function sameInAnotherCase(zone: string): string | undefined {
  return timeZones().find((known) => known !== zone && known.toLowerCase() === zone.toLowerCase());
}

/** JavaScript ignores the case of a name, and knows older names that it does not list. Kubernetes knows those, and not another case. */
function isTimeZone(zone: string): boolean {
  if (timeZones().includes(zone)) return true;
  if (sameInAnotherCase(zone) !== undefined || !/^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)+$/.test(zone))
    return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const rules: readonly Rule<AppContext>[] = [scheduleIsCron, timeZoneExists];
