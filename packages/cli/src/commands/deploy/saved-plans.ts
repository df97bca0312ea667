import { isFailure, type RunReport } from '@goldenpath/deploy';
import type { DeployFlags } from './flags';

/** Whether saved plans left stacks out, so that the deployment is not complete. */
export function isIncomplete({ purpose, stacks }: RunReport, { plan }: DeployFlags): boolean {
  return purpose === 'deploy' && plan !== undefined && stacks.some(({ status }) => status === 'waits');
}

/** What to do with saved plans, or after they were applied. Empty without them. */
export function savedPlansText(report: RunReport, flags: DeployFlags): string {
  const { purpose, stacks } = report;
  const { save, plan } = flags;
  const count = (status: string) => stacks.filter((each) => each.status === status).length;
  const waiting = count('waits') === 1 ? '1 stack waits' : `${count('waits')} stacks wait`;
  if (isIncomplete(report, flags))
    return `\n${waiting} for others, and ${count('waits') === 1 ? 'has' : 'have'} no saved plan. Plan again and deploy that, or pass --plan-waiting.\n`;
  if (purpose !== 'plan' || save === undefined || plan !== undefined) return '';
  if (stacks.some(isFailure)) return '\nNo plan was saved, because stacks failed.\n';
  const saved = count('planned') === 1 ? 'Saved 1 plan' : `Saved ${count('planned')} plans`;
  const rest = count('waits') === 0 ? '' : ` ${waiting} for others: plan again after this deployment.`;
  return `\n${saved} to ${save}. Apply with \`goldenpath deploy --plan ${save}\`.${rest}\n`;
}
