import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { DriftFlags } from './flags';
import { driftText } from './render';

/** Shows what was changed in the cloud since it was deployed and, with `issues`, what to do to the issues about it. */
export async function drift(flags: DriftFlags, context: CommandContext): Promise<ExitCode> {
  const { plan, issues } = flags;
  const report = await openCommandFleet(flags, context).drift({ plan, ...(issues !== undefined && { issues }) });
  context.stdout(flags.json === true ? jsonText(report) : driftText(report));
  return 0;
}
