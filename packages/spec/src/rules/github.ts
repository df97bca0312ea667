import type { Rule } from '@goldenpath/extension';
import type { PlatformContext } from './platform';

export const visibilityIsOffered: Rule<PlatformContext> = {
  name: 'visibility-not-offered',
  check: ({ written: { github: { plan, visibility } = {} } }) =>
    visibility === 'internal' && plan !== undefined && plan !== 'enterprise'
      ? [
          {
            path: ['github', 'visibility'],
            message: `GitHub offers internal repositories on the plan \`enterprise\` only, and \`plan\` is \`${plan}\`.`,
            remedy: 'Use `private` or `public`, or correct `plan`.',
          },
        ]
      : [],
};
