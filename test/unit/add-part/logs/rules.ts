import { type AppContext, checkVariants, inEnvironment, pathOfSetting, type Rule } from '@goldenpath/extension';
import type { LogsSettings } from './settings';

const LEAST_DAYS_AT_HIGH_RISK = 30;

const retentionFitsRisk: Rule<AppContext> = {
  name: 'logs-kept-too-short',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) => {
      const logs = settings['logs'] as LogsSettings | undefined;
      if (logs === undefined || context.spec.risk !== 'high' || logs.retentionDays >= LEAST_DAYS_AT_HIGH_RISK)
        return [];
      return [
        {
          path: pathOfSetting(context, environment, ['logs', 'retentionDays']),
          message: `Logs are kept for ${logs.retentionDays} days${inEnvironment(environment)}, and \`risk\` is high.`,
          remedy: `Keep them for ${LEAST_DAYS_AT_HIGH_RISK} days or more.`,
        },
      ];
    }),
};

export const rules: readonly Rule<AppContext>[] = [retentionFitsRisk];
