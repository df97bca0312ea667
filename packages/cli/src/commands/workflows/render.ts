import type { GeneratedWorkflow } from '@goldenpath/fleet';
import { fileStateText } from '../../output/file-state';

/** Returns the state of each workflow. */
export function workflowsText(workflows: readonly GeneratedWorkflow[], cwd: string): string {
  return workflows.map((each) => fileStateText(each, 'workflows', cwd)).join('');
}
