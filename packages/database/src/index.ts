export { appendAudit, type AuditRow, auditFile } from './audit/audit';
export type { BackupRequest, Backups } from './backup/backup';
export { dumpBackups, type DumpOptions } from './backup/dumps';
export { rdsSnapshots, type SnapshotOptions } from './backup/rds-snapshots';
export { rdsAuthorities } from './ca';
export { dropDatabase, type DropOptions } from './drop/drop';
export { removeEmbeddedServer } from './embedded/data-folder';
export { checkEmbeddedServer } from './embedded/check';
export {
  ACCESS_LEVELS,
  type AccessLevel,
  accessRole,
  alternateRole,
  type DesiredAccess,
  type DesiredDatabase,
  type DesiredExtension,
  grantedRole,
  type Instance,
  loginPrefix,
} from './desired';
export { type EmbeddedOptions, type EmbeddedServer, startEmbeddedServer } from './embedded/server';
export {
  NEW_CONTENTS,
  type Observed,
  type ObservedContents,
  type ObservedDatabase,
  type ObservedRole,
} from './observed';
export { extensionUnavailable } from './plan/extensions';
export { type DatabasePlan, planDatabase } from './plan/plan';
export type { Step, StepKind } from './plan/step';
export { provisionDatabases, type ProvisionEvent, type ProvisionOptions, type ProvisionResult } from './provision';
export { masterSecretName, rdsMaster, type RdsMasterOptions } from './rds-instance';
export type { ProvisionRequest } from './request';
export { markText, parseMark, retiredName, type RetirementMark } from './retire/mark';
export type { RetiredDatabase } from './retire/observe';
export {
  planRetirement,
  type RetirementPlan,
  type RetirementState,
  type RetireRequest,
  type RetireStep,
} from './retire/plan';
export { retireDatabases, type RetireEvent, type RetireOptions, type RetireResult } from './retire/retire';
export { rotatePassword, type RotateOptions } from './rotate';
export { scramVerifier } from './scram';
export type { Difference } from './status/difference';
export { type ExtraObject, extraObjects, type ServerInventory } from './status/extra';
export { type DatabaseStatus, type RetirementStatus, serverStatus, type ServerStatus } from './status/status';
export { type AwsOptions, awsSecretStore } from './secrets/aws-store';
export { SECRET_CONFLICT } from './secrets/conflict';
export {
  type Credentials,
  type DatabaseSecret,
  newPassword,
  parseObject,
  readCredentials,
  readDatabaseSecret,
} from './secrets/credentials';
export { folderSecretStore } from './secrets/folder-store';
export type { SecretStore, StoredSecret } from './secrets/store';
export type { ProvenLogin } from './server/inspect';
export type { Login, ServerAddress } from './server/address';
export { connect } from './server/connect';
export { type Master, SUPPORTED_VERSIONS } from './server/session';
