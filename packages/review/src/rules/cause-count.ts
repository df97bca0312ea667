import type { Finding } from '../review';

/** Returns the number of causes. Findings of one change in several environments, or by several rules, have one cause. */
export function causeCount(findings: readonly Pick<Finding, 'cause'>[]): number {
  return new Set(findings.map(({ cause }) => cause)).size;
}
