import type { DatabaseSize, Environment, FactsInput, Platform, Risk } from '@goldenpath/extension';
import { RISK_POLICY } from '../risk';
import { type DatabaseSettings, retentionIn } from './settings';
import { connectionLimitIn, sizeIn } from './sizes';
import type { DatabaseInstance, DatabasePart, InstancePlacement, PlatformDatabases } from './types';

const INSTANCE_CLASSES: Readonly<Record<DatabaseSize, string>> = {
  small: 'db.t3.micro',
  medium: 'db.t3.small',
  large: 'db.t3.medium',
  xlarge: 'db.r6g.large',
};

/** RDS reserves `admin` and `rdsadmin`. Specs cannot use this name either. */
const MASTER_USERNAME = 'goldenpath';

/** Returns the database of an application in one environment. */
export function databaseFacts(input: FactsInput<DatabaseSettings>): DatabasePart {
  const { spec, settings, in: environment, platform, isProtected } = input;
  const shared = input.platformFacts as PlatformDatabases | undefined;
  const size = sizeIn(settings, environment);
  const needs = { ...settings, size, backupRetentionDays: retentionIn(settings, environment) };
  const dedicated = {
    ...instanceFacts(`${spec.name}-${environment.name}`, needs, spec.risk, environment, platform),
    isProtected: isProtected('database-loss'),
    ...(shared && { placement: placementIn(shared) }),
  };
  return {
    name: settings.name,
    username: settings.username,
    size,
    connectionLimit: connectionLimitIn(settings, environment),
    ...(settings.retirement && { retirement: settings.retirement }),
    instance:
      settings.instance === 'dedicated'
        ? { mode: 'dedicated', ...dedicated }
        : { mode: 'shared', identifier: sharedInstanceName(platform, environment), port: platform.postgres.port },
    secret: {
      path: `goldenpath/${environment.name}/${settings.name}/postgres`,
      isProtected: isProtected('secret-loss'),
      ...(platform.postgres.passwordRotation === 'scheduled' && {
        rotationDays: RISK_POLICY[spec.risk].passwordRotationDays,
      }),
    },
  };
}

/** Returns what a dedicated instance uses from the platform's stack. */
function placementIn(shared: PlatformDatabases): InstancePlacement {
  const { network, subnetGroupName, securityGroupName, parameterGroup, monitoringRole } = shared;
  return {
    vpcId: network.vpcId,
    subnetGroupName,
    securityGroupName,
    parameterGroupName: parameterGroup.name,
    monitoringRoleName: monitoringRole.name,
  };
}

/** Returns the identifier of an environment's shared instance, which is also the prefix of related names. */
export function sharedInstanceName({ organisation }: Platform, environment: Environment): string {
  return `${organisation}-${environment.name}`;
}

function operation({
  databases,
}: Environment): Pick<DatabaseInstance, 'maintenanceWindow' | 'backupWindow' | 'appliesImmediately'> {
  const { maintenanceWindow, backupWindow, applyImmediately } = databases ?? {};
  return {
    ...(maintenanceWindow !== undefined && { maintenanceWindow }),
    ...(backupWindow !== undefined && { backupWindow }),
    ...(applyImmediately === true && { appliesImmediately: true }),
  };
}

/** The settings of an instance, dedicated or shared. */
export type InstanceNeeds = Pick<DatabaseSettings, 'size' | 'storageGb' | 'maxStorageGb' | 'backupRetentionDays'>;

/** Returns an RDS instance without its protection, which the caller adds. */
export function instanceFacts(
  identifier: string,
  needs: InstanceNeeds,
  risk: Risk,
  environment: Environment,
  { postgres }: Platform,
): Omit<DatabaseInstance, 'isProtected'> {
  return {
    identifier,
    instanceClass: INSTANCE_CLASSES[needs.size],
    engineVersion: postgres.version,
    port: postgres.port,
    storageGb: needs.storageGb,
    maxStorageGb: needs.maxStorageGb,
    backupRetentionDays: needs.backupRetentionDays,
    multiAz: environment.databases?.multiAz ?? false,
    ...operation(environment),
    risk,
    masterUsername: MASTER_USERNAME,
    finalSnapshotIdentifier: `${identifier}-final`,
  };
}
