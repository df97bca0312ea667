import * as path from 'node:path';
import type { FleetContext } from '../context';
import { loadValidFleet } from '../load/load-valid-fleet';
import { allUnits, jobsFor } from './changed-units';
import { renderJobs } from './render-jobs';
import { writtenFleet } from './side';
import { writeSideFile } from './side-file';

/** Writes what this version makes of the fleet, for a review by another version. */
export async function writeSide(context: FleetContext, file: string): Promise<void> {
  const fleet = await loadValidFleet(context);
  const rendered = await renderJobs(jobsFor(fleet, allUnits(fleet)), context.signal);
  writeSideFile(path.resolve(context.cwd, file), writtenFleet(fleet), rendered);
}
