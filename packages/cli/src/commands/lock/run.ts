import { shownPath } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import type { LockFlags } from './flags';

/** Writes the lock file of the fleet's providers, or checks it. */
export async function lock(
  { for: platforms, mirror, out, ...flags }: LockFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const locked = await openCommandFleet(flags, context).lock({
    check: flags.check ?? false,
    ...(platforms !== undefined && { platforms }),
    ...(mirror !== undefined && { mirror }),
    ...(out !== undefined && { out }),
  });
  const { isComplete, isWritten, problem } = locked;
  const file = shownPath(locked.file, context.cwd);
  if (flags.json === true) context.stdout(jsonText({ file, isComplete, ...(problem !== undefined && { problem }) }));
  else if (isWritten) context.stdout(`Wrote ${file}. Commit it.\n`);
  else context.stdout(isComplete ? `${file} is complete.\n` : `${problem ?? ''} Run \`goldenpath lock\`.\n`);
  return isComplete ? 0 : 1;
}
