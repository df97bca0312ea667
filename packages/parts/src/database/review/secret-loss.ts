import { departure, findingIn, type RuleFinding, scopeText, withLostResources } from '@goldenpath/extension';
import { ACCESS } from '../../database-access/types';
import { LOST_SECRET_REMEDY } from '../../secrets/review/lost-own-secrets';
import { OWN_SECRET } from '../../secrets/types';
import type { DatabaseChange, DatabaseInEnvironment, DatabaseRule } from './change';

const MOVE =
  'Before this is merged, remove it from the state of the old stack (`terraform state rm`) and import it into the new one (`terraform import`). Then it is kept.';

/** Reports a removed secret in Secrets Manager, including its password. */
export const secretLoss: DatabaseRule = {
  id: 'secret-loss',
  rank: 20,
  severity: 'danger',
  firesOn:
    'A secret in Secrets Manager that is destroyed or replaced, because its application leaves the fleet or an environment, has no database now, or has one with another name. The rule also reports a secret that another application gets.',
  advice: `${LOST_SECRET_REMEDY} If another application gets it: ${MOVE}`,
  loses: { one: 'secret', many: 'secrets' },
  find(change) {
    const found = change.inEnvironments.flatMap((pair): RuleFinding[] => {
      const before = pair.base?.secret.path;
      const after = pair.head?.secret.path;
      if (before === undefined || before === after) return [];
      const why = whyText(change, pair);
      const heir = heirOf(change, pair.environment, before);
      const message =
        heir === undefined
          ? `${why}: the secret ${before} is deleted, and with it the password.`
          : `${why}, and ${heir} gets a secret of the same name: ${before} is deleted, and Secrets Manager accepts no new secret of that name until the recovery window ends.`;
      return [findingIn(pair, 'danger', message, heir === undefined ? LOST_SECRET_REMEDY : MOVE)];
    });
    return withLostResources(withoutOwnSecrets(change), 'aws_secretsmanager_secret', found, {
      what: 'The secret',
      remedy: LOST_SECRET_REMEDY,
    });
  },
};

/** The part `secrets` reports the loss of its own resources by name, and a secret of an access has a password that can be made again. */
function withoutOwnSecrets({ lostResources }: DatabaseChange): Pick<DatabaseChange, 'lostResources'> {
  return {
    lostResources: (type) =>
      lostResources(type).filter(({ address }) => ![OWN_SECRET, ACCESS].some((start) => address.includes(`.${start}`))),
  };
}

function whyText(change: DatabaseChange, pair: DatabaseInEnvironment): string {
  const where = scopeText(pair);
  return (
    departure(change, pair.of) ??
    (pair.head === undefined ? `${where} no longer has a database` : `The database of ${where} has another name`)
  );
}

/** Returns the application that now has a secret with this name. */
function heirOf({ inEnvironments }: DatabaseChange, environment: string, path: string): string | undefined {
  return inEnvironments.find((other) => other.environment === environment && other.head?.secret.path === path)?.app;
}
