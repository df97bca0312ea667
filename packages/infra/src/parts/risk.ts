import type { Risk } from '@goldenpath/model';

/** What the sensitivity of data decides here, beyond what the facts already say. */
interface RiskPolicy {
  /** Approvals that a pull request needs. */
  readonly approvals: number;
  /** Whether the protection of the default branch binds administrators too. */
  readonly bindsAdministrators: boolean;
  /** Days in which a deleted secret can be brought back; its name is taken until then. */
  readonly secretRecoveryDays: number;
  /** Seconds between two samples of an instance's enhanced monitoring. */
  readonly monitoringSeconds: 15 | 30 | 60;
}

/** One policy for each risk. */
export const RISK_POLICY: Readonly<Record<Risk, RiskPolicy>> = {
  low: { approvals: 1, bindsAdministrators: false, secretRecoveryDays: 7, monitoringSeconds: 60 },
  medium: { approvals: 1, bindsAdministrators: false, secretRecoveryDays: 14, monitoringSeconds: 30 },
  high: { approvals: 2, bindsAdministrators: true, secretRecoveryDays: 30, monitoringSeconds: 15 },
};
