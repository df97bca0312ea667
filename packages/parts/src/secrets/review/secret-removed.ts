import { findingIn, listed, type RuleFinding, scopeText } from '@goldenpath/extension';
import { entriesOf, type SecretsRule } from './entries';

const REMEDY = 'Deploy a version of the code that does not need it first.';

/** Reports variables and files that the pods no longer get. */
export const secretRemoved: SecretsRule = {
  id: 'secret-removed',
  rank: 445,
  severity: 'warning',
  firesOn:
    'A variable or a file of `secrets` that the pods of an application no longer get, while the application stays.',
  advice: REMEDY,
  find: (change) =>
    change.inEnvironments.flatMap((pair): RuleFinding[] => {
      if (pair.of.head === undefined) return [];
      const kept = entriesOf(pair.head).map((entry) => nameOf(entry));
      const gone = entriesOf(pair.base)
        .map((entry) => nameOf(entry))
        .filter((name) => !kept.includes(name));
      if (gone.length === 0) return [];
      return [findingIn(pair, 'warning', `The pods of ${scopeText(pair)} no longer get ${listed(gone)}.`, REMEDY)];
    }),
};

/** The path of a file, or the name of a variable. */
function nameOf(entry: ReturnType<typeof entriesOf>[number]): string {
  return 'mountPath' in entry ? entry.mountPath : entry.key;
}
