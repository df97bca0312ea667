import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { createSpec } from './create-spec';
import type { NewCommandFlags } from './flags';
import { nextSteps } from './render';

/** Writes the spec of a new application, from flags and, on a terminal, from answers. */
export async function createNew(flags: NewCommandFlags, context: CommandContext): Promise<ExitCode> {
  const { dryRun = false } = flags;
  const created = await createSpec({ fleet: openCommandFleet(flags, context), flags, dryRun }, context);
  if (flags.json === true) context.stdout(jsonText(created ?? { isWritten: false }));
  else if (created?.isWritten === true) context.stdout(nextSteps(created, context));
  else if (created !== undefined && dryRun) context.stdout(created.text);
  else context.stderr('Nothing was written.\n');
  return created === undefined ? 1 : 0;
}
