import type { DatabasePart } from '@goldenpath/model';
import type { AppEnvironmentPair, FleetChange } from '../fleet/fleet-change';
import { departure, lostResources, placesAtBase, placeText, untold } from './losses';
import type { Found, Rule } from './rule';

const TAKE_ALONG =
  'Take a dump or a final snapshot first and restore it where it is needed, or leave the database as it is.';

/** A database that is no more where its data is. */
export const databaseLoss: Rule = {
  id: 'database-loss',
  severity: 'danger',
  firesOn:
    "An RDS instance that is destroyed or replaced; a database that goes because its application leaves the fleet or an environment, loses its database, or calls it by another name; a move between the shared instance and one of its own, which leaves the data behind; the shared instance of an environment that goes or is another one. Terraform's `prevent_destroy` stops none of this where the block leaves the stack, or the stack leaves the fleet.",
  advice: TAKE_ALONG,
  find(change) {
    const found = [...placesAtBase(change).flatMap((place) => ofApp(change, place)), ...ofPlatform(change)];
    return [...found, ...untold(lostResources(change, 'aws_db_instance'), found).map(ofResource)];
  },
};

function ofApp(change: FleetChange, place: AppEnvironmentPair): Found[] {
  const before = place.base?.database;
  if (before === undefined) return [];
  const message = lossText(change, place, before);
  if (message === undefined) return [];
  return [{ severity: 'danger', app: place.app, environment: place.environment.name, message, remedy: TAKE_ALONG }];
}

function lossText(change: FleetChange, place: AppEnvironmentPair, before: DatabasePart): string | undefined {
  const { app, environment, head } = place;
  const where = `${app} in ${environment.name}`;
  const after = head?.database;
  const why = departure(change, place);
  if (why !== undefined) return `${why}: its database ${before.name} in ${environment.name} ${fateOf(before)}.`;
  if (after === undefined) return `${where} has no database any more: ${before.name} ${fateOf(before)}.`;
  if (before.name !== after.name)
    return `${where} gets an empty database ${after.name}: ${before.name} ${fateOf(before, before.instance.identifier !== after.instance.identifier)}.`;
  if (before.instance.identifier === after.instance.identifier) return undefined;
  return `The database ${before.name} of ${where} moves from ${instanceText(before)} to ${instanceText(after)}, and its data does not: it ${fateOf(before)}.`;
}

/** What becomes of the data. */
function fateOf({ instance }: DatabasePart, instanceGoes = true): string {
  if (instance.mode === 'dedicated' && instanceGoes) return `is lost with its own instance ${instance.identifier}`;
  return `is left behind on ${instance.identifier}, with its data, and nothing looks after it`;
}

function instanceText({ instance }: DatabasePart): string {
  return `${instance.mode === 'shared' ? 'the shared instance' : 'its own instance'} ${instance.identifier}`;
}

function ofPlatform({ environments }: FleetChange): Found[] {
  return environments.flatMap(({ name, base, head }): Found[] => {
    const before = base?.databases?.sharedInstance.identifier;
    const after = head?.databases?.sharedInstance.identifier;
    if (before === undefined || before === after) return [];
    const message =
      after === undefined
        ? `The shared instance ${before} of ${name} is gone, and all databases on it are lost.`
        : `The shared instance of ${name} is another one, ${after}: all databases on ${before} are lost or left behind.`;
    return [{ severity: 'danger', app: null, environment: name, message, remedy: TAKE_ALONG }];
  });
}

function ofResource({ app, environment, address, how }: ReturnType<typeof untold>[number]): Found {
  const message = `The RDS instance ${address} of ${placeText({ app, environment })} does not survive: Terraform ${how}.`;
  return { severity: 'danger', app, environment, message, remedy: TAKE_ALONG };
}
