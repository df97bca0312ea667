import { departure, findingIn, type RuleFinding, scopeText } from '@goldenpath/extension';
import { createdIn, type SecretsChange } from './entries';

/** What to do before a secret is deleted. */
export const LOST_SECRET_REMEDY =
  'Give everything that reads the secret another one before this is merged. A deleted secret can be restored until its recovery window ends.';

/** Reports secrets that a stack made and that are deleted, with their values. */
export function lostOwnSecrets(change: SecretsChange): RuleFinding[] {
  return change.inEnvironments.flatMap((pair) => {
    const kept = createdIn(pair.head);
    const lost = createdIn(pair.base).filter((path) => !kept.includes(path));
    const why = departure(change, pair.of) ?? `${scopeText(pair)} no longer has it`;
    return lost.map((path) =>
      findingIn(pair, 'danger', `${why}: the secret ${path} is deleted, and with it its value.`, LOST_SECRET_REMEDY),
    );
  });
}
