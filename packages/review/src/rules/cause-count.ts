import type { Finding } from '../review';

/** How many causes findings have: what one change leads to in several environments, or finds by several rules, is one. */
export function causeCount(findings: readonly Pick<Finding, 'cause'>[]): number {
  return new Set(findings.map(({ cause }) => cause)).size;
}
