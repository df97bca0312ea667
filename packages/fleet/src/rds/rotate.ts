import { type ProvisionResult, rotatePassword } from '@goldenpath/database';
import { isUserError } from '@goldenpath/errors';
import type { FleetContext } from '../context';
import { loadSelection } from '../load/load-resolved-fleet';
import { desiredDatabases } from './desired';
import type { RdsOptions, RdsRun } from './options';
import { openPlace } from './place';
import { auditRecorder } from './record';

/**
 * Gives the applications of an environment new passwords while they run. It stops at the first database that fails.
 *
 * @throws UserError where a name is not known.
 */
export async function rotate(context: FleetContext, options: RdsOptions): Promise<RdsRun> {
  const { environment, apps = [] } = options;
  const { facts } = await loadSelection(context, { apps, environments: [environment] });
  const place = await openPlace(context, facts.platform.aws.region, options);
  const audit = auditRecorder(context, options, 'rotate');
  const results: ProvisionResult[] = [];
  for (const desired of desiredDatabases(facts, environment, apps)) {
    const plain = { desired, steps: [], kinds: [], extra: [], durationMs: 0 };
    if (context.signal.aborted || results.some(({ status }) => status === 'failed')) {
      results.push({ ...plain, status: 'skipped' });
      continue;
    }
    const { signal } = context;
    const result = await place
      .withMaster(desired.instance, (master) => rotatePassword(master, place.store, desired, { signal }))
      .catch((error: unknown): ProvisionResult => {
        if (!isUserError(error)) throw error;
        return { ...plain, status: 'failed', error };
      });
    results.push(result);
    await audit.record(result);
  }
  return { environment, dryRun: false, results, ...(results.length > 0 && { auditFile: audit.file }) };
}
