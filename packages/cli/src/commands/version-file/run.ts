import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import type { VersionFileFlags } from './flags';

/** Writes the rendered fleet to a file, for a review by another version of this program. */
export async function versionFile(flags: VersionFileFlags, context: CommandContext): Promise<ExitCode> {
  await openCommandFleet(flags, context).writeVersion(flags.to);
  return 0;
}
