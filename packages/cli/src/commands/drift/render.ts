import { type DriftReport, issueTitle } from '@goldenpath/fleet';

/** Drift, for a person. */
export function driftText({ findings, compared, undeployed }: DriftReport): string {
  const lines = findings.map((finding) => `  ${issueTitle(finding)}`);
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  const waiting = undeployed.length === 0 ? '' : ` Not deployed as the fleet says: ${undeployed.join(', ')}.`;
  return [`${compared.length} stacks compared: ${count}.${waiting}`, ...lines, ''].join('\n');
}
