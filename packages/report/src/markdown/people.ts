import { counted } from '@goldenpath/extension';
import type { Review } from '@goldenpath/review';
import { unique } from '../text/object-groups';
import { shortened } from '../text/visible';
import { firstOf } from '../text/words';
import { type Section, unitsOf } from './fit';
import { code, prose } from './text';

const LONGEST = 300;

/** Returns the section with the required approvals. */
export function approvalsSection({ approvals }: Review, whole: string): Section | undefined {
  if (approvals.length === 0) return undefined;
  return {
    opening: '### Required approvals',
    // Team names are shown without a mention: GitHub already notifies the code owners.
    units: unitsOf(
      approvals,
      ({ team, reasons }) =>
        `- ${code(team)}: ${prose(
          firstOf(
            reasons.map((reason) => shortened(reason, LONGEST)),
            5,
            ' ',
          ),
        )}`,
    ),
    separator: '\n',
    closing: '',
    leftOut: (count) => `_${counted(count, 'more team')}_${whole}.`,
  };
}

/** Returns the section with the dependents: one line for each application that uses an affected one. */
export function dependentsSection({ dependents }: Review, whole: string): Section | undefined {
  if (dependents.length === 0) return undefined;
  const apps = unique(dependents.map(({ app }) => app));
  return {
    opening: `### Dependents\n\n${counted(apps.length, 'application')} ${apps.length === 1 ? 'uses an application' : 'use applications'} that this changes.`,
    units: unitsOf(apps, (app) => {
      const own = dependents.filter((each) => each.app === app);
      const uses = unique(own.flatMap((each) => each.uses));
      const environments = own.map(({ environment }) => code(environment)).join(', ');
      const more = uses.length > 5 ? ` and ${uses.length - 5} more` : '';
      return `- ${code(app)} in ${environments} uses ${uses.slice(0, 5).map(code).join(', ')}${more}`;
    }),
    separator: '\n',
    closing: '',
    leftOut: (count) => `_${counted(count, 'more application')}_${whole}.`,
  };
}
