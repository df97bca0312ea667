import {
  always,
  type Explain,
  type ExplanationTable,
  fromEnvironment,
  fromPlatform,
  fromSetting,
  fromSpec,
} from '@goldenpath/extension';
import { type AuroraSettings, type DatabaseSettings, retentionIn } from './settings';
import { sizeIn } from './sizes';

/** The source of the path of a database's secret. */
export const secretPath = fromSetting('database.name', '`goldenpath/{environment}/{database.name}/postgres`');

const identifier: Explain = (context, path) =>
  ((context.settings['database'] as DatabaseSettings | undefined)?.instance === 'dedicated'
    ? fromSpec('name', '`{name}-{environment}`')
    : fromPlatform('organisation', '`{organisation}-{environment}`'))(context, path);

const retention: Explain = (context, path) => {
  const settings = context.settings['database'] as DatabaseSettings | undefined;
  const environment = context.platform.environments[context.environmentIndex];
  const isRaised =
    settings !== undefined &&
    environment !== undefined &&
    retentionIn(settings, environment) > settings.backupRetentionDays;
  const source = isRaised
    ? fromEnvironment('databases.minimumBackupRetentionDays', 'more than the risk asks for')
    : fromSetting('database.backupRetentionDays');
  return source(context, path);
};

function size(how?: string): Explain {
  return (context, path) => {
    const settings = context.settings['database'] as DatabaseSettings | undefined;
    const environment = context.platform.environments[context.environmentIndex];
    const isByEnvironment =
      settings !== undefined && environment !== undefined && sizeIn(settings, environment) !== settings.size;
    const source = isByEnvironment
      ? fromEnvironment('databases.sizes', how ?? 'the smallest size that the environment allows')
      : fromSetting('database.size', how);
    return source(context, path);
  };
}

/** The cluster of a database; `undefined` for an RDS instance. */
function auroraOf(context: Parameters<Explain>[0]): AuroraSettings | undefined {
  return (context.settings['database'] as DatabaseSettings | undefined)?.aurora;
}

const instanceClass: Explain = (context, path) => {
  const source =
    auroraOf(context) === undefined
      ? size('the instance class of this size')
      : fromSetting('database.engine', 'the class of all serverless instances');
  return source(context, path);
};

const readers: Explain = (context, path) => {
  const isGiven = auroraOf(context)?.readers !== undefined;
  const source = isGiven
    ? fromSetting('database.readers')
    : fromEnvironment('databases.multiAz', 'a standby is a reader');
  return source(context, path);
};

const multiAz: Explain = (context, path) =>
  (auroraOf(context) === undefined ? fromEnvironment('databases.multiAz') : readers)(context, path);

const connectionLimit: Explain = (context, path) => {
  const isGiven = (context.settings['database'] as DatabaseSettings | undefined)?.connectionLimit !== undefined;
  if (isGiven) return fromSetting('database.connectionLimit')(context, path);
  const byCapacity = fromSetting('database.serverless.maxCapacity', 'the limit of this capacity');
  return (auroraOf(context) === undefined ? size('the limit of this size') : byCapacity)(context, path);
};

const version: Explain = (context, path) => {
  const settings = context.settings['database'] as DatabaseSettings | undefined;
  const { databases } = context.platform.environments[context.environmentIndex] ?? {};
  const source =
    settings?.version !== undefined
      ? fromSetting('database.version')
      : databases?.version !== undefined
        ? fromEnvironment('databases.version')
        : fromPlatform('postgres.version');
  return source(context, path);
};

const parameterValue: Explain = (context, path) => {
  const name = String(path[3]);
  const isSet = (context.settings['database'] as DatabaseSettings | undefined)?.parameters?.[name] !== undefined;
  return isSet
    ? { of: 'setting', setting: ['database', 'parameters', name], because: 'as RDS takes it' }
    : fromSetting('database.extensions', 'what they need when the server starts')(context, path);
};

const unlessAccepted = fromSpec('accept', 'unless the loss is accepted');

export const group = 'Database';

export const facts: ExplanationTable = {
  name: fromSetting('database.name'),
  username: fromSetting('database.username'),
  size: size(),
  connectionLimit,
  extensions: fromSetting('database.extensions'),
  'retirement.reason': fromSetting('database.retire.reason'),
  'retirement.graceDays': fromSetting('database.retire.graceDays'),
  'instance.mode': fromSetting('database.instance'),
  'instance.identifier': identifier,
  'instance.isCluster': fromEnvironment('databases.shared.engine'),
  'instance.instanceClass': instanceClass,
  'instance.aurora.minCapacity': fromSetting('database.serverless.minCapacity'),
  'instance.aurora.maxCapacity': fromSetting('database.serverless.maxCapacity'),
  'instance.aurora.pauseAfterSeconds': fromSetting('database.serverless.pauseAfterSeconds'),
  'instance.aurora.readers': readers,
  'instance.aurora.instancePrefix': always('the identifier of the cluster, shortened: RDS takes 63 characters'),
  'instance.engineVersion': version,
  'instance.extendedSupport': fromEnvironment('databases.extendedSupport'),
  'instance.port': fromPlatform('postgres.port'),
  'instance.storageGb': fromSetting('database.storageGb'),
  'instance.maxStorageGb': fromSetting('database.maxStorageGb'),
  'instance.backupRetentionDays': retention,
  'instance.multiAz': multiAz,
  'instance.maintenanceWindow': fromEnvironment('databases.maintenanceWindow'),
  'instance.backupWindow': fromEnvironment('databases.backupWindow'),
  'instance.appliesImmediately': fromEnvironment('databases.applyImmediately'),
  'instance.risk': fromSpec('risk'),
  'instance.masterUsername': always('the master of every instance'),
  'instance.kmsKeyArn': fromEnvironment('databases.kmsKey'),
  'instance.restoreFrom': fromSetting('database.restoreFrom'),
  'instance.parameterGroups.*.name': fromSpec('name', '`{name}-{environment}-{engine}{version}`'),
  'instance.parameterGroups.*.version': version,
  'instance.parameterGroups.*.parameters.*.value': parameterValue,
  'instance.parameterGroups.*.parameters.*.isStatic': always('what PostgreSQL says of the parameter'),
  'instance.logRetentionDays': fromEnvironment('databases.logRetentionDays'),
  'instance.finalSnapshotPrefix': fromSpec('name', '`{name}-{environment}-final`, with a suffix for each instance'),
  'instance.placement': fromEnvironment('databases.network', 'with what the stack of the platform makes there'),
  'instance.isProtected': unlessAccepted,
  'secret.path': secretPath,
  'secret.kmsKeyArn': fromEnvironment('databases.kmsKey'),
  'secret.isProtected': unlessAccepted,
  'secret.rotationDays': fromSpec('risk', 'the interval of the scheduled rotation'),
};
