import { departure, lostResources, placesAtBase, placeText, untold } from './losses';
import type { Found, Rule } from './rule';

const REMEDY =
  'Whoever reads the secret needs another one before this is merged; a deleted one can be brought back until its recovery window ends.';

/** A secret in Secrets Manager that goes, with the password in it. */
export const secretLoss: Rule = {
  id: 'secret-loss',
  severity: 'danger',
  firesOn:
    'A secret in Secrets Manager that is destroyed or replaced, because its application leaves the fleet or an environment, has no database any more, or has one of another name.',
  advice: REMEDY,
  find(change) {
    const found = placesAtBase(change).flatMap((place): Found[] => {
      const before = place.base.database?.secret.path;
      const after = place.head?.database?.secret.path;
      if (before === undefined || before === after) return [];
      const { app, environment } = place;
      const where = `${app} in ${environment.name}`;
      const why =
        departure(change, place) ??
        (after === undefined ? `${where} has no database any more` : `The database of ${where} has another name`);
      const message = `${why}: the secret ${before} is deleted, and with it the password.`;
      return [{ severity: 'danger', app, environment: environment.name, message, remedy: REMEDY }];
    });
    const more = untold(lostResources(change, 'aws_secretsmanager_secret'), found);
    return [
      ...found,
      ...more.map(({ app, environment, address, how }): Found => ({
        severity: 'danger',
        app,
        environment,
        message: `The secret ${address} of ${placeText({ app, environment })} does not survive: Terraform ${how}.`,
        remedy: REMEDY,
      })),
    ];
  },
};
