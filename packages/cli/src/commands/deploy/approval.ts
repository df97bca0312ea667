import { UserError } from '@goldenpath/errors';
import {
  accountText,
  planLines,
  type Purpose,
  type ShownAccount,
  type StackPlan,
  totalsOf,
  totalsText,
} from '@goldenpath/deploy';
import type { CommandContext } from '../../command';
import { isGivenUp, prompt } from '../new/prompt';
import type { DeployFlags } from './flags';
import { paintOf } from './paint';

/** Returns whether a plan may be applied. */
export type Approve = (plan: StackPlan & Partial<ShownAccount>) => Promise<boolean>;

/**
 * Returns how plans are approved. `plan`, a simulated cloud and `--auto-approve` need no approval. Otherwise the user is asked.
 *
 * @throws UserError when an approval is needed and there is no terminal. Nothing has run at that point.
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
      `\`goldenpath ${purpose}\` changes a real cloud, and there is no terminal to confirm on.`,
      'Check the output of `goldenpath plan`, then run this again with --auto-approve.',
    );
  return async (plan) => {
    beforeQuestion();
    context.stdout(`\n${questionText(plan, context)}\n`);
    const verb = purpose === 'destroy' ? 'Destroy' : 'Apply';
    return ask(`${verb} this in ${plan.stack}?`);
  };
}

function questionText(plan: StackPlan & Partial<ShownAccount>, context: CommandContext): string {
  const paint = paintOf(context);
  return [
    `${paint.strong(plan.stack)}${accountText(plan)}  ${totalsText(totalsOf([plan]))}`,
    ...planLines(plan, paint).map((line) => `  ${line}`),
  ].join('\n');
}

async function ask(message: string): Promise<boolean> {
  try {
    return (await prompt({ type: 'yes-or-no', message, default: false }, () => Promise.resolve(true))) === true;
  } catch (error) {
    // Cancelling the prompt counts as no.
    if (isGivenUp(error)) return false;
    throw error;
  }
}
