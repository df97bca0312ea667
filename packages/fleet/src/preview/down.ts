import { readRecord, type PreviewRecord, recordPath } from '@goldenpath/gitops';
import type { FleetContext } from '../context';
import { removeDatabase } from './database';
import type { PreviewDownOptions, PreviewResult } from './options';
import { assertNumber, currentRecord, filesOf, openPreviews, type PreviewWorkspace, withRecord } from './workspace';

/** After so long, the run that was making a preview has ended. */
export const LONGEST_RUN_MS = 6 * 3_600_000;

/**
 * Removes the environment of a pull request: its folder, so that Argo CD removes the namespace, its database with the roles, and its secret.
 * It needs neither the spec of the application nor the pull request. A second run finds nothing.
 */
export async function previewDown(
  context: FleetContext,
  app: string,
  options: PreviewDownOptions,
): Promise<PreviewResult> {
  assertNumber(options.number);
  return removePreview(await openPreviews(context, options), app, options.number);
}

/** Removes one preview. */
export async function removePreview(work: PreviewWorkspace, app: string, number: number): Promise<PreviewResult> {
  const begun = await begin(work, app, number);
  if (begun === undefined) return { app, number, status: 'gone', steps: [] };
  const steps = [...begun.steps, ...(await cleanUp(begun.record, work))];
  return { app, number, status: 'removed', steps };
}

interface Begun {
  readonly record: PreviewRecord;
  readonly steps: readonly string[];
}

/** Removes the folder. The record stays until everything else is gone. */
function begin(work: PreviewWorkspace, app: string, number: number): Promise<Begun | undefined> {
  return work.change(async (tip) => {
    const before = await readRecord(tip, app, number);
    const files = await filesOf(tip, app, number);
    const message = `Preview ${app} #${number}: remove`;
    if (before === undefined)
      // A folder without a record was put there by hand.
      return { writes: new Map(), removals: files, message, result: undefined };
    const isKept = before.state === 'removing' || before.state === 'removed';
    const record: PreviewRecord = {
      ...before,
      state: 'removing',
      ...(before.state === 'making' && { isBeingMade: true }),
      updatedAt: isKept ? before.updatedAt : work.now().toISOString(),
    };
    const steps = files.length === 0 ? [] : [`remove namespace ${before.name}`];
    return { writes: withRecord(record), removals: files, message, result: { record, steps } };
  });
}

/**
 * Removes the database and the secret of a preview whose folder is gone, and then its record. The record of a preview that a run was making
 * stays as `removed`, so that the run finds it, until that run must have ended.
 *
 * @returns the titles of the steps that were done.
 */
export async function cleanUp(record: PreviewRecord, work: PreviewWorkspace): Promise<readonly string[]> {
  const { app, number } = record;
  const isGone = (found: PreviewRecord | undefined) =>
    found === undefined || found.state === 'removing' || found.state === 'removed';
  const steps = await removeDatabase(record, work, async () => isGone(await currentRecord(work, app, number)));
  await work.change(async (tip) => {
    const current = await readRecord(tip, app, number);
    const message = `Preview ${app} #${number}: removed`;
    const nothing = { writes: new Map<string, string>(), removals: [], message, result: undefined };
    if (current === undefined || !isGone(current)) return nothing;
    const age = work.now().getTime() - Date.parse(current.updatedAt);
    if (current.isBeingMade !== true || age > LONGEST_RUN_MS)
      return { ...nothing, removals: [recordPath(app, number)] };
    return { ...nothing, writes: withRecord({ ...current, state: 'removed' }) };
  });
  return steps;
}
