import { UserError } from '@goldenpath/errors';
import type { CommandContext, ExitCode } from '../../command';
import { interrupts } from '../../signals/interrupts';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { CreateFlags } from './flags';
import { createText } from './render';

/** Starts the repository of an application, or removes what an earlier run made, and shows each step. */
export async function create(app: string, flags: CreateFlags, context: CommandContext): Promise<ExitCode> {
  const { backstage, dryRun = false, undo = false, timeout, json } = flags;
  if (backstage === '') throw new UserError('`--backstage` is empty.', 'Pass an address, or leave `--backstage` out.');
  const options = {
    dryRun,
    undo,
    ...(backstage !== undefined && { backstage }),
    ...(timeout !== undefined && { timeout }),
  };
  const { signal, insist, listen, end } = interrupts(() => undefined);
  listen();
  try {
    const created = await openCommandFleet(flags, context, { signal, insist }).create(app, options);
    context.stdout(
      json === true ? jsonText({ dryRun, undo, ...created }) : createText(created, { dryRun, undo }, context),
    );
    return !dryRun && created.steps.some(({ outcome }) => outcome === 'waiting') ? 1 : 0;
  } finally {
    end();
  }
}
