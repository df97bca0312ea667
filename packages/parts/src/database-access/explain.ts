import {
  always,
  type Explain,
  type ExplanationTable,
  fromEnvironment,
  fromPlatform,
  fromSpec,
} from '@goldenpath/extension';

/** Explains a fact of an access by a field of the spec. */
function fromAccess(field: string): Explain {
  return (_context, path) => ({ of: 'setting', setting: ['databases', String(path[2]), field] });
}

const ofOther = always('the database of the other application');

export const group = 'Databases of others';

export const facts: ExplanationTable = {
  'databases.*.access': fromAccess('access'),
  'databases.*.connectionLimit': fromAccess('connectionLimit'),
  'databases.*.database': ofOther,
  'databases.*.owner': ofOther,
  'databases.*.username': fromSpec('name', '`{owner}-for-{name}`'),
  'databases.*.instance.identifier': ofOther,
  'databases.*.instance.isCluster': ofOther,
  'databases.*.instance.port': fromPlatform('postgres.port'),
  'databases.*.instance.masterUsername': always('the master of every instance'),
  'databases.*.secret.path': fromSpec('name', '`goldenpath/{environment}/{name}/databases/{owner}/postgres`'),
  'databases.*.secret.kmsKeyArn': fromEnvironment('databases.kmsKey'),
  'databases.*.secret.rotationDays': fromSpec('risk', 'the interval of the scheduled rotation'),
  'databases.*.credentials.secretName': fromSpec('name', '`{name}--{owner}-db`'),
  'databases.*.credentials.store.name': fromPlatform('secretStore.name'),
  'databases.*.credentials.store.kind': fromPlatform('secretStore.kind'),
  'databases.*.credentials.refreshInterval': fromPlatform('secretStore.refreshInterval'),
  'databases.*.credentials.sealed.scope': fromPlatform('secretStore.sealedSecrets.scope'),
  'databases.*.credentials.sealed.encryptedData': always('what `goldenpath seal` wrote beside the spec'),
  'databases.*.credentials.variables': always('what the pods have of each database, with the name of the application'),
  'databases.*.credentials.composed': always('templates of `variables`, which are filled in the cluster'),
  reloads: fromPlatform('kubernetes.reloader'),
  checksum: always('a digest of the variables: a change rolls the pods'),
};
