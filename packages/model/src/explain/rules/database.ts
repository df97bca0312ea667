import { always, environment, type Explain, type ExplanationTable, platform, setting, spec } from '../explanation';

const secretPath = setting('database.name', '`goldenpath/{environment}/{database.name}/postgres`');

const identifier: Explain = (place, path) =>
  (place.settings.database?.instance === 'dedicated'
    ? spec('name', '`{name}-{environment}`')
    : platform('organisation', '`{organisation}-{environment}`'))(place, path);

const unlessAccepted = spec('accept', 'unless the loss is accepted');

/** The volume, the database, and the way to it. */
export const DATA: ExplanationTable = {
  'storage.volumeName': always('the name of every volume'),
  'storage.size': setting('storage.size'),
  'storage.mountPath': setting('storage.mountPath'),
  'storage.storageClass': setting('storage.className'),
  'database.name': setting('database.name'),
  'database.username': setting('database.username'),
  'database.size': setting('database.size'),
  'database.instance.mode': setting('database.instance'),
  'database.instance.identifier': identifier,
  'database.instance.instanceClass': setting('database.size', 'the instance class of this size'),
  'database.instance.engineVersion': platform('postgres.version'),
  'database.instance.port': platform('postgres.port'),
  'database.instance.storageGb': setting('database.storageGb'),
  'database.instance.maxStorageGb': setting('database.maxStorageGb'),
  'database.instance.backupRetentionDays': setting('database.backupRetentionDays'),
  'database.instance.multiAz': environment('databases.multiAz'),
  'database.instance.risk': spec('risk'),
  'database.instance.masterUsername': always('the master of every instance'),
  'database.instance.finalSnapshotIdentifier': spec('name', '`{name}-{environment}-final`'),
  'database.instance.isProtected': unlessAccepted,
  'database.secret.path': secretPath,
  'database.secret.rotationDays': spec('risk', 'by risk'),
  'database.secret.isProtected': unlessAccepted,
  'credentials.secretName': spec('name', '`{name}-db-creds`'),
  'credentials.store.name': platform('secretStore.name'),
  'credentials.store.kind': platform('secretStore.kind'),
  'credentials.refreshInterval': platform('secretStore.refreshInterval'),
  'credentials.remotePath': secretPath,
  'credentials.variables': always('what the pods of every database have'),
};
