import { quote, suggestion } from '@goldenpath/extension';
import type { WrittenAcceptance } from '../types/acceptance';
import type { PlatformContext } from './platform';
import type { AppContext, Problem, Rule } from './rule';

export const acceptedEnvironmentsExist: Rule<AppContext> = {
  name: 'unknown-environment',
  check: ({ written, platform }) =>
    unknownEnvironments(
      written.accept,
      platform.environments.map(({ name }) => name),
    ),
};

export const platformAcceptsKnownEnvironments: Rule<PlatformContext> = {
  name: 'unknown-environment',
  check: ({ written }) =>
    unknownEnvironments(
      written.accept,
      written.environments.map(({ name }) => name),
    ),
};

export const acceptedReasonsAreOneLine: Rule<{ readonly written: { readonly accept?: readonly WrittenAcceptance[] } }> =
  {
    name: 'reason-not-one-line',
    check: ({ written }) =>
      (written.accept ?? []).flatMap(({ reason }, index): Problem[] =>
        /[\r\n]/.test(reason)
          ? [
              {
                path: ['accept', index, 'reason'],
                message: 'A reason is one line.',
                remedy: 'Say it in one line, and link to what says more.',
              },
            ]
          : [],
      ),
  };

function unknownEnvironments(accept: readonly WrittenAcceptance[] = [], known: readonly string[]): Problem[] {
  return accept.flatMap(({ environments = [] }, index) =>
    environments.flatMap((environment, place): Problem[] =>
      known.includes(environment)
        ? []
        : [
            {
              path: ['accept', index, 'environments', place],
              message: `${quote(environment)} is no environment of the platform.`,
              remedy: suggestion(environment, known),
            },
          ],
    ),
  );
}
