'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.rules = void 0;
const LONGEST_VISIBILITY_AT_HIGH_RISK = 900;
/** A message that hangs for hours is as good as lost where the data matters. */
const visibilityIsShort = {
  name: 'queue-visibility-too-long',
  check: ({ spec }) => {
    const { visibilityTimeoutSeconds } = spec.general['queue'];
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
exports.rules = [visibilityIsShort];
