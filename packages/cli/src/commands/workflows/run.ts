import { shownPath } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { WorkflowsFlags } from './flags';
import { workflowsText } from './render';

/** Writes the workflow that the repositories of the applications call. */
export async function workflows(flags: WorkflowsFlags, context: CommandContext): Promise<ExitCode> {
  const check = flags.check ?? false;
  const generated = await openCommandFleet(flags, context).workflows({ check });
  if (flags.json === true) {
    const shown = generated.map(({ file, found, content }) => ({ file: shownPath(file, context.cwd), found, content }));
    context.stdout(jsonText({ workflows: shown }));
  } else context.stdout(workflowsText(generated, context.cwd));
  return check && generated.some(({ found }) => found !== 'fresh') ? 1 : 0;
}
