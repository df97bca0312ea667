import { counted, departure, findingIn, type RuleFinding, scopeText, withLostResources } from '@goldenpath/extension';
import type { DatabasePart } from '../types';
import { dedicatedOf } from './instances';
import type { DatabaseChange, DatabaseInEnvironment, DatabaseRule } from './change';

const TAKE_ALONG =
  'Dump the database or take a final snapshot first, and restore it in its new place. Or revert this change.';

const KEEP = 'Remove `retire` from the spec to keep the database.';

/** Reports a database that is separated from its data. */
export const databaseLoss: DatabaseRule = {
  id: 'database-loss',
  rank: 10,
  severity: 'danger',
  firesOn:
    "An RDS instance is destroyed or replaced. Or an application leaves the fleet or an environment, has no database now, renames it, or retires it. Or a database moves between the shared instance and its own, or between RDS and Aurora, which leaves the data behind. Or an environment loses its shared instance. A database that another application takes over is not lost, and an instance with a new name is renamed. Terraform's `prevent_destroy` does not stop this if the resource leaves the stack or the stack leaves the fleet.",
  advice: TAKE_ALONG,
  loses: { one: 'database', many: 'databases' },
  find(change) {
    const found = [...change.inEnvironments.flatMap((pair) => ofApp(change, pair)), ...ofPlatform(change)];
    const withInstances = withLostResources(change, 'aws_db_instance', found, {
      what: 'The RDS instance',
      remedy: TAKE_ALONG,
    });
    return withLostResources(change, 'aws_rds_cluster', withInstances, {
      what: 'The Aurora cluster',
      remedy: TAKE_ALONG,
    });
  },
};

function ofApp(change: DatabaseChange, pair: DatabaseInEnvironment): RuleFinding[] {
  const before = pair.base;
  const retired = retirementText(pair);
  if (retired !== undefined) return [findingIn(pair, 'danger', retired, KEEP)];
  const message = before === undefined ? undefined : lossText(change, pair, before);
  if (before === undefined || message === undefined || isTakenOver(change, pair, before)) return [];
  return [findingIn(pair, 'danger', message, TAKE_ALONG)];
}

/** A database that keeps its name, and that its spec retires from now on. */
function retirementText(pair: DatabaseInEnvironment): string | undefined {
  const { base, head } = pair;
  if (base?.name !== head?.name || base?.retirement !== undefined || head?.retirement === undefined) return undefined;
  const { reason, graceDays } = head.retirement;
  return `${scopeText(pair)} retires the database ${head.name} (${reason}): \`goldenpath rds retire\` locks it, backs it up, and drops it after ${counted(graceDays, 'day')}.`;
}

function lossText(change: DatabaseChange, pair: DatabaseInEnvironment, before: DatabasePart): string | undefined {
  const where = scopeText(pair);
  const after = pair.head;
  const why = departure(change, pair.of);
  const fate = (instanceGoes = true) => fateOf(change, before, pair.environment, instanceGoes);
  if (why !== undefined) return `${why}: the database ${before.name} of ${where} ${fate()}.`;
  if (after === undefined) return `${where} no longer has a database: ${before.name} ${fate()}.`;
  // An instance with another name is renamed. A plan or its stack shows whether it is replaced.
  const isSameInstance = before.instance.mode === after.instance.mode;
  if (before.name !== after.name)
    return `${where} gets an empty database ${after.name}: ${before.name} ${fate(!isSameInstance)}.`;
  if (isSameInstance) return otherEngineText(pair.base, after, where);
  return `The database ${before.name} of ${where} moves from ${instanceText(before)} to ${instanceText(after)} without its data, which ${fate()}.`;
}

/** Another application now has the same database, and its data is kept. */
function isTakenOver(
  { inEnvironments }: DatabaseChange,
  { environment }: DatabaseInEnvironment,
  before: DatabasePart,
): boolean {
  return inEnvironments.some(
    (other) =>
      other.environment === environment &&
      other.head?.name === before.name &&
      other.head.instance.identifier === before.instance.identifier &&
      isCluster(other.head) === isCluster(before),
  );
}

/** Returns what happens to the data. */
function fateOf(
  { ofPlatform: shared }: DatabaseChange,
  { instance }: DatabasePart,
  environment: string,
  instanceGoes: boolean,
): string {
  const { mode, identifier } = instance;
  if (mode === 'dedicated' && instanceGoes) return `is lost with its own instance ${identifier}`;
  if (mode === 'shared' && shared.find((pair) => pair.environment === environment)?.head === undefined)
    return `is lost with the shared instance ${identifier}`;
  return `remains on ${identifier}, unmanaged`;
}

function isCluster(database: DatabasePart | undefined): boolean {
  return dedicatedOf(database)?.aurora !== undefined;
}

/** RDS does not change the engine of an instance: a cluster is another resource, which starts empty. */
function otherEngineText(before: DatabasePart | undefined, after: DatabasePart, where: string): string | undefined {
  const [was, is] = [dedicatedOf(before), dedicatedOf(after)];
  if (was === undefined || is === undefined || isCluster(before) === isCluster(after)) return undefined;
  const [from, to] =
    is.aurora === undefined ? ['the Aurora cluster', 'an RDS instance'] : ['the RDS instance', 'an Aurora cluster'];
  return `The database ${after.name} of ${where} moves from ${from} ${was.identifier} to ${to} without its data, which stays in the last snapshot.`;
}

function instanceText({ instance }: DatabasePart): string {
  return `${instance.mode === 'shared' ? 'the shared instance' : 'its own instance'} ${instance.identifier}`;
}

function ofPlatform({ ofPlatform: shared }: DatabaseChange): RuleFinding[] {
  return shared.flatMap((pair): RuleFinding[] => {
    if (pair.base === undefined || pair.head !== undefined) return [];
    const { identifier } = pair.base.sharedInstance;
    const message = `The shared instance ${identifier} of ${pair.environment} is gone, and all databases on it are lost.`;
    return [findingIn(pair, 'danger', message, TAKE_ALONG)];
  });
}
