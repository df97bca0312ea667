import type { FleetChange } from '../fleet/fleet-change';
import { type BasePlace, departure, placesAtBase, withLostResources } from './losses';
import type { Found, Rule } from './rule';

const REMEDY =
  'Whoever reads the secret needs another one before this is merged; a deleted one can be brought back until its recovery window ends.';

const MOVE =
  "Take it out of the state of the one stack (`terraform state rm`) and import it into the other's (`terraform import`) before this is merged: then it stays as it is.";

/** A secret in Secrets Manager that goes, with the password in it. */
export const secretLoss: Rule = {
  id: 'secret-loss',
  severity: 'danger',
  firesOn:
    'A secret in Secrets Manager that is destroyed or replaced, because its application leaves the fleet or an environment, has no database any more, or has one of another name; also where another application gets one of the same name.',
  advice: `${REMEDY} Where another application gets it: ${MOVE}`,
  find(change) {
    const found = placesAtBase(change).flatMap((place): Found[] => {
      const before = place.base.database?.secret.path;
      const after = place.head?.database?.secret.path;
      if (before === undefined || before === after) return [];
      const { app, environment } = place;
      const heir = heirOf(change, environment.name, before);
      const message =
        heir === undefined
          ? `${whyText(change, place)}: the secret ${before} is deleted, and with it the password.`
          : `${whyText(change, place)}, and ${heir} gets a secret of the same name: ${before} is deleted, and Secrets Manager takes no new one of that name before its recovery window has ended.`;
      const remedy = heir === undefined ? REMEDY : MOVE;
      return [{ severity: 'danger', app, environment: environment.name, message, remedy }];
    });
    return withLostResources(change, 'aws_secretsmanager_secret', found, { what: 'The secret', remedy: REMEDY });
  },
};

function whyText(change: FleetChange, place: BasePlace): string {
  const where = `${place.app} in ${place.environment.name}`;
  return (
    departure(change, place) ??
    (place.head?.database === undefined
      ? `${where} has no database any more`
      : `The database of ${where} has another name`)
  );
}

/** The application whose secret it is now. */
function heirOf({ apps }: FleetChange, environment: string, path: string): string | undefined {
  return apps.find(({ environments }) =>
    environments.some(
      ({ environment: { name }, head }) => name === environment && head?.database?.secret.path === path,
    ),
  )?.name;
}
