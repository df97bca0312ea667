import { type DriftReport, issueTitle } from '@goldenpath/fleet';

/** Returns the drift as text. */
export function driftText({ findings, compared, undeployed }: DriftReport): string {
  const lines = findings.map((finding) => `  ${issueTitle(finding)}`);
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  const waiting = undeployed.length === 0 ? '' : ` Stacks with undeployed changes: ${undeployed.join(', ')}.`;
  return [`${compared.length} stacks compared: ${count}.${waiting}`, ...lines, ''].join('\n');
}
