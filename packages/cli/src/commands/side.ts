import { fleetSource, openFleet, allUnits, jobsFor, renderJobs, writtenFleet, writeSideFile } from '@goldenpath/fleet';
import type { CommandContext, ExitCode, FleetFlags } from '../command';

/** Writes what this version makes of a fleet, for a review by another version that compares it with what that one makes. */
export async function side(flags: FleetFlags & { readonly to: string }, context: CommandContext): Promise<ExitCode> {
  const fleet = await openFleet(fleetSource(flags, context));
  writeSideFile(flags.to, writtenFleet(fleet), await renderJobs(jobsFor(fleet.facts, allUnits(fleet.facts))));
  return 0;
}
