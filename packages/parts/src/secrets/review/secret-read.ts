import { findingIn, listed, type RuleFinding, scopeText } from '@goldenpath/extension';
import type { SecretsPart } from '../types';
import { createdIn, entriesOf, type SecretsRule } from './entries';

const REMEDY = 'Ask the owner of the secret whether this application may have it.';

/** Reports secrets that an application did not make and reads from now on. */
export const secretRead: SecretsRule = {
  id: 'secret-read',
  rank: 92,
  severity: 'warning',
  firesOn: 'An application that reads a secret of the store that its stack does not make, and did not read it before.',
  advice: REMEDY,
  find: (change) =>
    change.inEnvironments.flatMap((pair): RuleFinding[] => {
      const before = foreign(pair.base);
      const added = foreign(pair.head).filter((path) => !before.includes(path));
      if (added.length === 0) return [];
      return [
        findingIn(
          pair,
          'warning',
          `${scopeText(pair)} reads ${listed(added)} of the secret store from now on.`,
          REMEDY,
        ),
      ];
    }),
};

function foreign(facts: SecretsPart | undefined): string[] {
  // What is sealed in Git is read from no store.
  if (facts === undefined || [facts.variables, facts.files].some((group) => group && 'sealed' in group)) return [];
  const own = createdIn(facts);
  return [...new Set(entriesOf(facts).map(({ path }) => path))].filter(
    (path) => !own.includes(path) && !path.startsWith('goldenpath/'),
  );
}
