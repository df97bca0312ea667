import * as path from 'node:path';
import type { FleetContext } from '../context';
import { loadComparedFleet } from '../load/load-valid-fleet';
import { allUnits, jobsFor } from './changed-units';
import { renderJobs } from './render-jobs';
import { writtenFleet } from './fleet-version';
import { writeVersionFile } from './version-file';

/** Renders the whole fleet and writes it to a file, for a review by another version of this program. */
export async function writeVersion(context: FleetContext, file: string): Promise<void> {
  const fleet = await loadComparedFleet(context);
  const rendered = await renderJobs(jobsFor(fleet, allUnits(fleet)), context.signal);
  writeVersionFile(path.resolve(context.cwd, file), writtenFleet(fleet), rendered);
}
