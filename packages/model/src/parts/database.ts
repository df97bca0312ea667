import type { AppSpec, DatabaseSettings, DatabaseSize, Environment, Platform, Risk } from '@goldenpath/spec';
import { acceptanceOf, isProtected } from '../acceptance';
import type { CredentialsPart, DatabaseInstance, DatabasePart } from '../facts';
import { credentialsSecretName, databaseSecretPath, dedicatedInstanceName, sharedInstanceName } from '../names';

const INSTANCE_CLASSES: Readonly<Record<DatabaseSize, string>> = {
  small: 'db.t3.micro',
  medium: 'db.t3.small',
  large: 'db.t3.medium',
  xlarge: 'db.r6g.large',
};

const ROTATION_DAYS: Readonly<Record<Risk, number>> = { low: 180, medium: 90, high: 30 };

/** RDS keeps `admin` and `rdsadmin` for itself; specs cannot take this name either. */
const MASTER_USERNAME = 'goldenpath';

/** The database of an application in one environment. */
export function databasePart(
  spec: AppSpec,
  settings: DatabaseSettings,
  environment: Environment,
  platform: Platform,
): DatabasePart {
  const { name, risk } = spec;
  const dedicated = settings.instance === 'dedicated';
  return {
    name: settings.name,
    username: settings.username,
    size: settings.size,
    instance: dedicated
      ? {
          mode: 'dedicated',
          ...instance(dedicatedInstanceName(name, environment.name), settings, risk, environment, platform),
          isProtected: isProtected('database-loss', spec, platform, environment.name),
        }
      : { mode: 'shared', identifier: sharedInstanceName(platform.organisation, environment.name) },
    secret: {
      path: databaseSecretPath(environment.name, settings.name),
      rotationDays: ROTATION_DAYS[risk],
      isProtected: isProtected('secret-loss', spec, platform, environment.name),
    },
  };
}

/** What decides an instance, whether one application has it or many share it. */
export type InstanceNeeds = Pick<DatabaseSettings, 'size' | 'storageGb' | 'maxStorageGb' | 'backupRetentionDays'>;

/** An RDS instance, as protected as the platform's own are. */
export function instance(
  identifier: string,
  needs: InstanceNeeds,
  risk: Risk,
  environment: Environment,
  { accept, postgres }: Platform,
): DatabaseInstance {
  return {
    identifier,
    instanceClass: INSTANCE_CLASSES[needs.size],
    engineVersion: postgres.version,
    port: postgres.port,
    storageGb: needs.storageGb,
    maxStorageGb: needs.maxStorageGb,
    backupRetentionDays: needs.backupRetentionDays,
    multiAz: environment.databases?.multiAz ?? false,
    risk,
    masterUsername: MASTER_USERNAME,
    finalSnapshotIdentifier: `${identifier}-final`,
    isProtected: acceptanceOf(accept, 'database-loss', { environment: environment.name }) === undefined,
  };
}

/** How the pods get at the database: a Secret that the External Secrets Operator keeps in step. */
export function credentialsPart({ name }: AppSpec, database: DatabasePart, { secretStore }: Platform): CredentialsPart {
  return {
    secretName: credentialsSecretName(name),
    store: { name: secretStore.name, kind: secretStore.kind },
    refreshInterval: secretStore.refreshInterval,
    remotePath: database.secret.path,
    variables: [
      { variable: 'DB_HOST', property: 'host' },
      { variable: 'DB_PORT', property: 'port' },
      { variable: 'DB_NAME', property: 'dbname' },
      { variable: 'DB_USER', property: 'username' },
      { variable: 'DB_PASS', property: 'password' },
    ],
  };
}
