import type { AppContext, Rule } from '@goldenpath/extension';
import type { QueueSettings } from './settings';

const LONGEST_VISIBILITY_AT_HIGH_RISK = 900;

/** A message that hangs for hours is as good as lost where the data matters. */
const visibilityIsShort: Rule<AppContext> = {
  name: 'queue-visibility-too-long',
  check: ({ spec }) => {
    const { visibilityTimeoutSeconds } = spec.general['queue'] as QueueSettings;
    if (spec.risk !== 'high' || visibilityTimeoutSeconds <= LONGEST_VISIBILITY_AT_HIGH_RISK) return [];
    return [
      {
        path: ['queue', 'visibilityTimeoutSeconds'],
        message: `A message stays invisible for ${visibilityTimeoutSeconds} seconds, and \`risk\` is high.`,
        remedy: `Use ${LONGEST_VISIBILITY_AT_HIGH_RISK} or less.`,
      },
    ];
  },
};

export const rules = [visibilityIsShort];
