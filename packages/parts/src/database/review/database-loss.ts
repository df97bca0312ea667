import { counted, departure, findingIn, type RuleFinding, scopeText, withLostResources } from '@goldenpath/extension';
import type { DatabaseInstance, DatabasePart, PlatformDatabases } from '../types';
import { changesEngine, dedicatedOf } from './instances';
import type { DatabaseChange, DatabaseInEnvironment, DatabaseRule } from './change';

const TAKE_ALONG =
  'Dump the database or take a final snapshot first, and restore it in its new place. Or revert this change.';

/** Aurora restores the snapshot of an RDS instance. The protection of the old instance has to go first: RDS refuses to delete it. */
const TO_AURORA =
  'To take the data along: accept this finding and deploy, which ends the protection of the instance. Stop what writes to it, and take a snapshot: `aws rds create-db-snapshot`. Merge this change with `restoreFrom` set to the ARN of the snapshot, and deploy. Then run `goldenpath rds provision`: it writes the new address to the secrets. Or revert this change.';

const TO_RDS =
  'To take the data along: RDS restores no snapshot of a cluster, so dump the databases with `pg_dump` before this is merged, and restore them into the new instance after `goldenpath rds provision`. Or revert this change.';

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
  return [findingIn(pair, 'danger', message, remedyOf(dedicatedOf(before), dedicatedOf(pair.head)))];
}

/** Returns how the data comes along. */
function remedyOf(base: DatabaseInstance | undefined, head: DatabaseInstance | undefined): string {
  if (!changesEngine({ base, head })) return TAKE_ALONG;
  return head?.aurora === undefined ? TO_RDS : TO_AURORA;
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
  if (was === undefined || is === undefined || !changesEngine({ base: was, head: is })) return undefined;
  const [from, to] = enginesText(is);
  return `The database ${after.name} of ${where} moves from ${from} ${was.identifier} to ${to} ${withoutData(is)}.`;
}

function enginesText({ aurora }: DatabaseInstance): readonly [from: string, to: string] {
  return aurora === undefined ? ['the Aurora cluster', 'an RDS instance'] : ['the RDS instance', 'an Aurora cluster'];
}

function withoutData({ restoreFrom }: DatabaseInstance): string {
  return restoreFrom === undefined
    ? 'without its data, which stays in the last snapshot'
    : `with the data of the snapshot ${restoreFrom} only`;
}

function instanceText({ instance }: DatabasePart): string {
  return `${instance.mode === 'shared' ? 'the shared instance' : 'its own instance'} ${instance.identifier}`;
}

function ofPlatform({ ofPlatform: shared }: DatabaseChange): RuleFinding[] {
  return shared.flatMap((pair): RuleFinding[] => {
    if (pair.base === undefined) return [];
    if (pair.head !== undefined) return otherSharedEngine(pair.environment, pair.base, pair.head, pair);
    const { identifier } = pair.base.sharedInstance;
    const message = `The shared instance ${identifier} of ${pair.environment} is gone, and all databases on it are lost.`;
    return [findingIn(pair, 'danger', message, TAKE_ALONG)];
  });
}

function otherSharedEngine(
  environment: string,
  { sharedInstance: base }: PlatformDatabases,
  { sharedInstance: head }: PlatformDatabases,
  scope: Parameters<typeof findingIn>[0],
): RuleFinding[] {
  if (!changesEngine({ base, head })) return [];
  const [from, to] = enginesText(head);
  const message = `The shared instance of ${environment} moves from ${from} ${base.identifier} to ${to} ${withoutData(head)}. This concerns all databases on it.`;
  return [findingIn(scope, 'danger', message, remedyOf(base, head))];
}
