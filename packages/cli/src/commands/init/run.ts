import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { draftFleet, writeFleet } from '@goldenpath/fleet';
import { version } from '../../../package.json';
import type { CommandContext, ExitCode } from '../../command';
import { jsonText } from '../../output/json';
import { holdSignals } from '../../signals/hold-signals';
import { isGivenUp, prompt } from '../new/prompt';
import type { InitFlags } from './flags';
import { initText } from './render';

/** Creates a fleet in a folder, from flags and, on a terminal, from answers. */
export async function init(
  folder: string | undefined,
  { yes = false, json = false, ...given }: InitFlags,
  context: CommandContext,
): Promise<ExitCode> {
  if (!yes && !context.isInteractive)
    throw new UserError(
      'There is no terminal to ask on.',
      'Run `goldenpath init --yes`, with a flag for each value that differs from the default.',
    );
  const root = path.resolve(context.cwd, folder ?? '.');
  try {
    const draft = await draftFleet(given, { version, ...(!yes && { ask: prompt }) });
    const result = await holdSignals(() => writeFleet(root, draft));
    if (json) context.stdout(jsonText({ folder: root, ...result, answers: draft.answers }));
    else context.stdout(initText({ root, draft, result }, context));
    return 0;
  } catch (error) {
    if (!isGivenUp(error)) throw error;
    context.stderr('Nothing was written.\n');
    return 1;
  }
}
