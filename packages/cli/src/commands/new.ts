import { fleetSource, type NewFlags } from '@goldenpath/fleet';
import type { CommandContext, ExitCode, FleetFlags } from '../command';
import { createSpec } from '../new/create-spec';
import { nextSteps } from '../new/next-steps';

export type NewCommandFlags = FleetFlags & NewFlags & { readonly dryRun?: boolean };

/** Writes the spec of a new application, from flags and, on a terminal, from answers. */
export async function createNew(flags: NewCommandFlags, context: CommandContext): Promise<ExitCode> {
  const created = await createSpec(
    { flags, source: fleetSource(flags, context), dryRun: flags.dryRun ?? false },
    context,
  );
  if (flags.json === true) context.stdout(`${JSON.stringify(created ?? { isWritten: false }, null, 2)}\n`);
  else if (created?.isWritten === true) context.stdout(nextSteps(created, context));
  else if (created !== undefined && flags.dryRun === true) context.stdout(created.text);
  else context.stderr('Nothing was written.\n');
  return created === undefined ? 1 : 0;
}
