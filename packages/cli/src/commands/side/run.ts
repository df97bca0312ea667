import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import type { SideFlags } from './flags';

/** Writes what this version makes of a fleet, for a review by another version. */
export async function side(flags: SideFlags, context: CommandContext): Promise<ExitCode> {
  await openCommandFleet(flags, context).writeSide(flags.to);
  return 0;
}
