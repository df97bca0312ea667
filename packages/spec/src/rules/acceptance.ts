import { type Acceptance, type AppContext, type Problem, quote, type Rule, suggestion } from '@goldenpath/extension';
import type { PlatformContext } from './platform';

/** What the rules read of an accepted finding. */
type Accepted = Pick<Acceptance, 'environments' | 'reason'>;

export const acceptedEnvironmentsExist: Rule<AppContext> = {
  name: 'unknown-environment',
  check: ({ written, platform }) =>
    unknownEnvironments(
      written.accept,
      platform.environments.map(({ name }) => name),
    ),
};

export const platformNamesKnownEnvironments: Rule<PlatformContext> = {
  name: 'unknown-environment',
  check: ({ written }) => {
    const known = written.environments.map(({ name }) => name);
    return [...unknownEnvironments(written.accept, known), ...unknownEnvironments(written.domains, known, 'domains')];
  },
};

export const acceptedReasonsAreOneLine: Rule<{ readonly written: { readonly accept?: readonly Accepted[] } }> = {
  name: 'reason-not-one-line',
  check: ({ written }) =>
    (written.accept ?? []).flatMap(({ reason }, index): Problem[] =>
      /[\r\n]/.test(reason)
        ? [
            {
              path: ['accept', index, 'reason'],
              message: 'The reason has several lines.',
              remedy: 'Write it on one line, and link to the details.',
            },
          ]
        : [],
    ),
};

function unknownEnvironments(
  entries: readonly Pick<Accepted, 'environments'>[] = [],
  known: readonly string[],
  field: 'accept' | 'domains' = 'accept',
): Problem[] {
  return entries.flatMap(({ environments = [] }, index) =>
    environments.flatMap((environment, place): Problem[] =>
      known.includes(environment)
        ? []
        : [
            {
              path: [field, index, 'environments', place],
              message: `${quote(environment)} is not an environment of the platform.`,
              remedy: suggestion(environment, known),
            },
          ],
    ),
  );
}
