import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { ScaffoldFlags } from './flags';
import { scaffoldText } from './render';

/** Writes the repository of an application, and shows what was written. */
export async function scaffold(app: string, flags: ScaffoldFlags, context: CommandContext): Promise<ExitCode> {
  const { out, json } = flags;
  const scaffolded = await openCommandFleet(flags, context).scaffold(app, { ...(out !== undefined && { out }) });
  context.stdout(json === true ? jsonText(scaffolded) : scaffoldText(scaffolded, context));
  return 0;
}
