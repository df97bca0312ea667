import { UserError } from '@goldenpath/errors';
import { planLines, type Purpose, type StackPlan, totalsOf, totalsText } from '@goldenpath/deploy';
import type { CommandContext } from '../../command';
import { isGivenUp, prompt } from '../new/prompt';
import type { DeployFlags } from './flags';
import { paintOf } from './paint';

/** Says whether a plan may be applied. */
export type Approve = (plan: StackPlan) => Promise<boolean>;

/**
 * Who approves plans: nobody needs to where nothing is real or the flag says so, otherwise the person at the terminal.
 *
 * @throws UserError where somebody would have to be asked and nobody can be. Nothing was run then.
 */
export function approver(
  purpose: Purpose,
  simulated: boolean,
  flags: DeployFlags,
  context: CommandContext,
  beforeQuestion: () => void,
): Approve {
  if (purpose === 'plan' || simulated || flags.autoApprove === true) return () => Promise.resolve(true);
  if (!context.isInteractive || flags.json === true)
    throw new UserError(
      `\`goldenpath ${purpose}\` changes a real cloud, and nobody is here to be asked.`,
      'Look at `goldenpath plan`, then run this again with --auto-approve.',
    );
  return async (plan) => {
    beforeQuestion();
    context.stdout(`\n${questionText(plan, context)}\n`);
    const verb = purpose === 'destroy' ? 'Destroy' : 'Apply';
    return ask(`${verb} this in ${plan.stack}?`);
  };
}

function questionText(plan: StackPlan, context: CommandContext): string {
  const paint = paintOf(context);
  return [
    `${paint.strong(plan.stack)}  ${totalsText(totalsOf([plan]))}`,
    ...planLines(plan, paint).map((line) => `  ${line}`),
  ].join('\n');
}

async function ask(message: string): Promise<boolean> {
  try {
    return (await prompt({ type: 'yes-or-no', message, default: false }, () => Promise.resolve(true))) === true;
  } catch (error) {
    // Who gives up has not said yes.
    if (isGivenUp(error)) return false;
    throw error;
  }
}
