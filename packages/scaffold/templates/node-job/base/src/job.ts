import type { Config } from './config';
import type { Log } from './logger';

/**
 * One run of the job. Put your own work here. A run can be tried again after it failed: doing the work twice must do no harm.
 *
 * @param signal - Aborted when the run must end, because of its deadline or a node that goes away.
 */
export async function run({ environment }: Config, log: Log, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  log('info', 'the work is done', { environment });
}
