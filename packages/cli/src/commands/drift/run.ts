import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { DriftFlags } from './flags';
import { driftText } from './render';

/** Shows what changed in the cloud since the last deployment and, with `issues`, which issues to open, update and close. */
export async function drift(flags: DriftFlags, context: CommandContext): Promise<ExitCode> {
  const { plan, issues } = flags;
  const report = await openCommandFleet(flags, context).drift({ plan, ...(issues !== undefined && { issues }) });
  context.stdout(flags.json === true ? jsonText(report) : driftText(report));
  return 0;
}
