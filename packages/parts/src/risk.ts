import type { Risk } from '@goldenpath/extension';
import type { RegistryPart } from './registry/types';

/** What the sensitivity of data decides. The platform file decides how long backups are kept. */
interface RiskPolicy {
  /** Approvals that a pull request needs. */
  readonly approvals: number;
  /** Whether the protection of the default branch binds administrators too. */
  readonly bindsAdministrators: boolean;
  /** Days in which a deleted secret can be brought back; its name is taken until then. */
  readonly secretRecoveryDays: number;
  /** Seconds between two samples of an instance's enhanced monitoring. */
  readonly monitoringSeconds: 15 | 30 | 60;
  /** How an image registry is encrypted. */
  readonly registryEncryption: RegistryPart['encryption'];
  /** How many images a registry keeps. */
  readonly keepImages: number;
}

/** One policy for each risk, the least risk first. */
export const RISK_POLICY: Readonly<Record<Risk, RiskPolicy>> = {
  low: {
    approvals: 1,
    bindsAdministrators: false,
    secretRecoveryDays: 7,
    monitoringSeconds: 60,
    registryEncryption: 'AES256',
    keepImages: 20,
  },
  medium: {
    approvals: 1,
    bindsAdministrators: false,
    secretRecoveryDays: 14,
    monitoringSeconds: 30,
    registryEncryption: 'AES256',
    keepImages: 30,
  },
  high: {
    approvals: 2,
    bindsAdministrators: true,
    secretRecoveryDays: 30,
    monitoringSeconds: 15,
    registryEncryption: 'KMS',
    keepImages: 50,
  },
};

/** The least risk first. */
export const RISKS = Object.keys(RISK_POLICY) as readonly Risk[];
