import { createHash } from 'node:crypto';
import type { Environment, FactsInput, Platform, Risk } from '@goldenpath/extension';
import { RISK_POLICY } from '../risk';
import { sharesCluster } from './cluster';
import { ownParameterGroups } from './own-parameters';
import { type DatabaseSettings, readersIn, retentionIn } from './settings';
import { connectionLimitIn, INSTANCE_CLASSES, sizeIn } from './sizes';
import type {
  AuroraCluster,
  DatabaseInstance,
  DatabasePart,
  InstancePlacement,
  ParameterGroup,
  PlatformDatabases,
} from './types';

/** RDS reserves `admin` and `rdsadmin`. Specs cannot use this name either. */
export const MASTER_USERNAME = 'goldenpath';

/** Returns the database of an application in one environment. */
export function databaseFacts(input: FactsInput<DatabaseSettings>): DatabasePart {
  const { spec, settings, in: environment, platform, isProtected } = input;
  const shared = input.platformFacts as PlatformDatabases | undefined;
  const size = sizeIn(settings, environment);
  const needs = { ...settings, size, backupRetentionDays: retentionIn(settings, environment) };
  const identifier = `${spec.name}-${environment.name}`;
  const version = versionIn(settings, environment, platform);
  const { aurora } = settings;
  const parameterGroups = ownParameterGroups(identifier, version, settings);
  const dedicated = {
    ...instanceFacts(identifier, needs, spec.risk, environment, platform),
    isProtected: isProtected('database-loss'),
    ...(parameterGroups.length > 0 && { parameterGroups }),
    ...(shared && { placement: placementIn(shared, version) }),
  };
  return {
    name: settings.name,
    username: settings.username,
    ...(aurora === undefined && { size }),
    connectionLimit: connectionLimitIn(settings, environment),
    ...(settings.extensions && { extensions: settings.extensions }),
    ...(settings.retirement && { retirement: settings.retirement }),
    instance:
      settings.instance === 'dedicated' ? { mode: 'dedicated', ...dedicated } : sharedFacts(environment, platform),
    secret: {
      path: databaseSecretPath(environment.name, settings),
      ...(environment.databases?.kmsKey !== undefined && { kmsKeyArn: environment.databases.kmsKey }),
      isProtected: isProtected('secret-loss'),
      ...(platform.postgres.passwordRotation === 'scheduled' && {
        rotationDays: RISK_POLICY[spec.risk].passwordRotationDays,
      }),
    },
  };
}

/** Returns where the shared instance is. */
function sharedFacts(
  environment: Environment,
  platform: Platform,
): Extract<DatabasePart['instance'], { mode: 'shared' }> {
  return {
    mode: 'shared',
    identifier: sharedInstanceName(platform, environment),
    port: platform.postgres.port,
    ...(sharesCluster(environment) && { isCluster: true }),
  };
}

/** Returns the path of the secret with the credentials of a database. */
export function databaseSecretPath(environment: string, { name }: Pick<DatabaseSettings, 'name'>): string {
  return `goldenpath/${environment}/${name}/postgres`;
}

/** Returns what a dedicated instance uses from the platform's stack. */
function placementIn(shared: PlatformDatabases, version: string): InstancePlacement {
  const { network, subnetGroupName, securityGroupName, monitoringRole } = shared;
  return {
    vpcId: network.vpcId,
    subnetGroupName,
    securityGroupName,
    parameterGroupName: parameterGroupFor(version, shared).name,
    monitoringRoleName: monitoringRole.name,
  };
}

/** Returns the parameter group of a version. */
function parameterGroupFor(version: string, { parameterGroups }: PlatformDatabases): ParameterGroup {
  const group = parameterGroups.find((known) => known.version === version);
  if (group === undefined) throw new Error(`There is no parameter group for PostgreSQL ${version}.`);
  return group;
}

/** Returns the major version of the instances of an environment. A dedicated one may have another. */
export function versionIn(
  { version }: { readonly version?: string | undefined },
  { databases }: Environment,
  { postgres }: Platform,
): string {
  return version ?? databases?.version ?? postgres.version;
}

/** Returns the identifier of an environment's shared instance, which is also the prefix of related names. */
export function sharedInstanceName({ organisation }: Platform, environment: Environment): string {
  return `${organisation}-${environment.name}`;
}

function operation({
  databases,
}: Environment): Pick<
  DatabaseInstance,
  'maintenanceWindow' | 'backupWindow' | 'appliesImmediately' | 'extendedSupport' | 'kmsKeyArn' | 'logRetentionDays'
> {
  const { maintenanceWindow, backupWindow, applyImmediately, extendedSupport, kmsKey, logRetentionDays } =
    databases ?? {};
  return {
    ...(maintenanceWindow !== undefined && { maintenanceWindow }),
    ...(backupWindow !== undefined && { backupWindow }),
    ...(applyImmediately === true && { appliesImmediately: true }),
    ...(extendedSupport === true && { extendedSupport: true }),
    ...(kmsKey !== undefined && { kmsKeyArn: kmsKey }),
    ...(logRetentionDays !== undefined && { logRetentionDays }),
  };
}

/** The settings of an instance, dedicated or shared. */
export type InstanceNeeds = Pick<
  DatabaseSettings,
  'size' | 'storageGb' | 'maxStorageGb' | 'backupRetentionDays' | 'version' | 'restoreFrom' | 'aurora'
>;

/** The class of instances with the capacity of their cluster. */
const SERVERLESS_CLASS = 'db.serverless';

/** Returns an RDS instance without its protection, which the caller adds. */
export function instanceFacts(
  identifier: string,
  needs: InstanceNeeds,
  risk: Risk,
  environment: Environment,
  platform: Platform,
): Omit<DatabaseInstance, 'isProtected'> {
  return {
    identifier,
    ...hardware(identifier, needs, environment),
    engineVersion: versionIn(needs, environment, platform),
    port: platform.postgres.port,
    backupRetentionDays: needs.backupRetentionDays,
    ...operation(environment),
    risk,
    masterUsername: MASTER_USERNAME,
    ...(needs.restoreFrom !== undefined && { restoreFrom: needs.restoreFrom }),
    finalSnapshotPrefix: `${identifier}-final`,
  };
}

/** The class and the storage of an RDS instance, or the capacity and the readers of an Aurora cluster. */
function hardware(
  identifier: string,
  { size, storageGb, maxStorageGb, aurora }: InstanceNeeds,
  environment: Environment,
): Pick<DatabaseInstance, 'aurora' | 'instanceClass' | 'storageGb' | 'maxStorageGb' | 'multiAz'> {
  if (aurora === undefined) {
    const multiAz = environment.databases?.multiAz ?? false;
    return { instanceClass: INSTANCE_CLASSES[size], storageGb, maxStorageGb, multiAz };
  }
  const readers = readersIn(aurora, environment);
  return {
    instanceClass: SERVERLESS_CLASS,
    aurora: { ...aurora, readers, ...instancePrefix(identifier) },
    multiAz: readers > 0,
  };
}

/** The longest identifier of a cluster to which `-1` to `-16` can be added: RDS takes 63 characters. */
const LONGEST_WITH_NUMBER = 60;

/** Returns a shorter identifier with a hash of the whole one, if the number of an instance does not fit after it. */
export function instancePrefix(identifier: string): Pick<AuroraCluster, 'instancePrefix'> {
  if (identifier.length <= LONGEST_WITH_NUMBER) return {};
  const hash = createHash('sha256').update(identifier).digest('hex').slice(0, 8);
  const kept = identifier.slice(0, LONGEST_WITH_NUMBER - hash.length - 1).replace(/-+$/, '');
  return { instancePrefix: `${kept}-${hash}` };
}
