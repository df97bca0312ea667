import type { DatabasePart } from '@goldenpath/model';
import type { FleetChange } from '../fleet/fleet-change';
import { type BasePlace, departure, placesAtBase, withLostResources } from './losses';
import type { Found, Rule } from './rule';

const TAKE_ALONG =
  'Take a dump or a final snapshot first and restore it where it is needed, or leave the database as it is.';

/** A database that is no more where its data is. */
export const databaseLoss: Rule = {
  id: 'database-loss',
  severity: 'danger',
  firesOn:
    "An RDS instance that is destroyed or replaced; a database that goes because its application leaves the fleet or an environment, loses its database, or calls it by another name; a move between the shared instance and one of its own, which leaves the data behind; the shared instance of an environment that goes. A database that another application takes over is not lost, and an instance that gets another name is renamed. Terraform's `prevent_destroy` stops none of this where the block leaves the stack, or the stack leaves the fleet.",
  advice: TAKE_ALONG,
  find(change) {
    const found = [...placesAtBase(change).flatMap((place) => ofApp(change, place)), ...ofPlatform(change)];
    return withLostResources(change, 'aws_db_instance', found, { what: 'The RDS instance', remedy: TAKE_ALONG });
  },
};

function ofApp(change: FleetChange, place: BasePlace): Found[] {
  const before = place.base.database;
  const message = before === undefined ? undefined : lossText(change, place, before);
  if (before === undefined || message === undefined || isTakenOver(change, place, before)) return [];
  return [{ severity: 'danger', app: place.app, environment: place.environment.name, message, remedy: TAKE_ALONG }];
}

function lossText(change: FleetChange, place: BasePlace, before: DatabasePart): string | undefined {
  const { app, environment, head } = place;
  const where = `${app} in ${environment.name}`;
  const after = head?.database;
  const why = departure(change, place);
  if (why !== undefined) return `${why}: the database ${before.name} of ${where} ${fateOf(before, place)}.`;
  if (after === undefined) return `${where} has no database any more: ${before.name} ${fateOf(before, place)}.`;
  // An instance that is called otherwise is renamed; that it is another one is what a plan or its stack tells.
  const isSameInstance = before.instance.mode === after.instance.mode;
  if (before.name !== after.name)
    return `${where} gets an empty database ${after.name}: ${before.name} ${fateOf(before, place, !isSameInstance)}.`;
  if (isSameInstance) return undefined;
  return `The database ${before.name} of ${where} moves from ${instanceText(before)} to ${instanceText(after)} without its data, which ${fateOf(before, place)}.`;
}

/** The same database is another application's now: nothing becomes of the data. */
function isTakenOver({ apps }: FleetChange, { environment }: BasePlace, before: DatabasePart): boolean {
  return apps.some(({ environments }) =>
    environments.some(({ environment: { name }, head }) => {
      const database = head?.database;
      return (
        name === environment.name &&
        database?.name === before.name &&
        database.instance.identifier === before.instance.identifier
      );
    }),
  );
}

/** What becomes of the data. */
function fateOf({ instance }: DatabasePart, { environment }: BasePlace, instanceGoes = true): string {
  const { mode, identifier } = instance;
  if (mode === 'dedicated' && instanceGoes) return `is lost with its own instance ${identifier}`;
  if (mode === 'shared' && environment.head?.database === undefined)
    return `is lost with the shared instance ${identifier}`;
  return `stays behind on ${identifier}, where nothing looks after it`;
}

function instanceText({ instance }: DatabasePart): string {
  return `${instance.mode === 'shared' ? 'the shared instance' : 'its own instance'} ${instance.identifier}`;
}

function ofPlatform({ environments }: FleetChange): Found[] {
  return environments.flatMap(({ name, base, head }): Found[] => {
    const before = base?.database?.sharedInstance.identifier;
    if (before === undefined || head?.database !== undefined) return [];
    const message = `The shared instance ${before} of ${name} is gone, and all databases on it are lost.`;
    return [{ severity: 'danger', app: null, environment: name, message, remedy: TAKE_ALONG }];
  });
}
