import { findingIn, listed, type RuleFinding, scopeText } from '@goldenpath/extension';
import { createdIn, type SecretsRule } from './entries';

const REMEDY =
  'Apply the stack, and put the value in before the manifests are published: `aws secretsmanager put-secret-value --secret-id NAME --secret-string file:///dev/stdin`. `goldenpath doctor --only aws` lists the secrets without a value.';

/** Reports secrets that the stack makes, which have no value at first. */
export const secretWithoutValue: SecretsRule = {
  id: 'secret-without-value',
  rank: 440,
  severity: 'warning',
  firesOn:
    'A secret that the stack of an application makes. It has no value until a person or another system puts one in.',
  advice: REMEDY,
  find: (change) =>
    change.inEnvironments.flatMap((pair): RuleFinding[] => {
      const before = createdIn(pair.base);
      const made = createdIn(pair.head).filter((path) => !before.includes(path));
      if (made.length === 0) return [];
      const message = `The stack makes ${listed(made)} without a value: new pods of ${scopeText(pair)} do not start until it has one.`;
      return [findingIn(pair, 'warning', message, REMEDY)];
    }),
};
