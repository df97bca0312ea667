import type { Risk } from '@goldenpath/extension';
import type { RegistryPart } from './registry/types';

/** Settings that depend on the risk. The platform file decides the retention of backups. */
interface RiskPolicy {
  /** Approvals that a pull request requires. */
  readonly approvals: number;
  /** Whether the protection of the default branch applies to administrators too. */
  readonly bindsAdministrators: boolean;
  /** Days in which a deleted secret can be restored. Its name is blocked until then. */
  readonly secretRecoveryDays: number;
  /** Days after which the password of a database is due for rotation. */
  readonly passwordRotationDays: number;
  /** Seconds between two samples of enhanced monitoring. */
  readonly monitoringSeconds: 15 | 30 | 60;
  /** Days that overwritten and deleted objects of a bucket are kept. */
  readonly objectVersionDays: number;
  /** The encryption of an image registry, and of a bucket. */
  readonly registryEncryption: RegistryPart['encryption'];
  /** The number of images that a registry keeps. */
  readonly keepImages: number;
  /** When an application raises an alert, and how urgent it is in production. */
  readonly alerts: {
    /** The percentage of requests that may fail. */
    readonly errorPercent: number;
    /** What 95 of 100 requests stay below. */
    readonly latencyMilliseconds: number;
    /** How long something is wrong before an alert is sent. */
    readonly minutes: number;
    readonly severity: 'critical' | 'warning';
  };
}

/** The policy of each risk, lowest risk first. */
export const RISK_POLICY: Readonly<Record<Risk, RiskPolicy>> = {
  low: {
    approvals: 1,
    bindsAdministrators: false,
    secretRecoveryDays: 7,
    passwordRotationDays: 180,
    monitoringSeconds: 60,
    objectVersionDays: 7,
    registryEncryption: 'AES256',
    keepImages: 20,
    alerts: { errorPercent: 10, latencyMilliseconds: 2000, minutes: 15, severity: 'warning' },
  },
  medium: {
    approvals: 1,
    bindsAdministrators: false,
    secretRecoveryDays: 14,
    passwordRotationDays: 90,
    monitoringSeconds: 30,
    objectVersionDays: 30,
    registryEncryption: 'AES256',
    keepImages: 30,
    alerts: { errorPercent: 5, latencyMilliseconds: 1000, minutes: 10, severity: 'warning' },
  },
  high: {
    approvals: 2,
    bindsAdministrators: true,
    secretRecoveryDays: 30,
    passwordRotationDays: 30,
    monitoringSeconds: 15,
    objectVersionDays: 90,
    registryEncryption: 'KMS',
    keepImages: 50,
    alerts: { errorPercent: 1, latencyMilliseconds: 500, minutes: 5, severity: 'critical' },
  },
};

/** Lowest risk first. */
export const RISKS = Object.keys(RISK_POLICY) as readonly Risk[];
