import { RISK_POLICY } from '../../risk';
import type { DatabaseInstance } from '../types';

/** Retention of Performance Insights: the longest that is free of charge. */
const INSIGHTS_DAYS = 7;

/** Returns the version, its upgrade, the snapshot it starts from and the master password, which an instance and a cluster name alike. */
export function versionAndMaster(part: DatabaseInstance) {
  return {
    engineVersion: part.engineVersion,
    // Review asks for the upgrade. RDS then only has to do it.
    allowMajorVersionUpgrade: true,
    engineLifecycleSupport: lifecycleSupportOf(part),
    ...(part.restoreFrom !== undefined && { snapshotIdentifier: part.restoreFrom }),
    // RDS creates the master password, stores it in its own secret and rotates it. Terraform never sees it.
    manageMasterUserPassword: true,
    ...(part.kmsKeyArn !== undefined && { masterUserSecretKmsKeyId: part.kmsKeyArn }),
  };
}

/** Returns whether RDS bills extended support, as RDS names it. */
function lifecycleSupportOf({ extendedSupport }: DatabaseInstance): string {
  return `open-source-rds-extended-support${extendedSupport === true ? '' : '-disabled'}`;
}

export function encryption({ kmsKeyArn }: DatabaseInstance) {
  return { storageEncrypted: true, ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }) };
}

export function monitoring(part: DatabaseInstance, monitoringRoleArn: string) {
  return {
    monitoringInterval: RISK_POLICY[part.risk].monitoringSeconds,
    monitoringRoleArn,
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: INSIGHTS_DAYS,
    ...(part.kmsKeyArn !== undefined && { performanceInsightsKmsKeyId: part.kmsKeyArn }),
  };
}

/** Returns the backups and the protection against deletion. */
export function safety(part: DatabaseInstance) {
  return {
    backupRetentionPeriod: part.backupRetentionDays,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: part.isProtected,
    skipFinalSnapshot: false,
  };
}
