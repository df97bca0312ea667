import type { Fleet } from '@goldenpath/fleet';
import type { CommandContext, FleetFlags } from '../command';
import { openCommandFleet } from '../open-command-fleet';
import { interrupts } from '../signals/interrupts';

/**
 * Runs an operation on Git repositories. Shows progress on a terminal, and stops cleanly on a signal.
 *
 * @param shown - Returns the progress text for the URLs.
 */
export function onRepositories<T>(
  flags: FleetFlags,
  context: CommandContext,
  shown: (urls: readonly string[]) => string,
  work: (fleet: Fleet) => Promise<T>,
): Promise<T> {
  const { stderr, showProgress } = context;
  const { signal, insist, listen, end } = interrupts(() => undefined);
  let isShown = false;
  const fleet = openCommandFleet(flags, context, {
    signal,
    insist,
    onProgress: (event) => {
      if (event.kind !== 'repositories') return;
      listen();
      isShown = showProgress;
      if (isShown) stderr(`\r${shown(event.urls)} …`);
    },
  });
  return work(fleet).finally(() => {
    end();
    if (isShown) stderr('\r\u001b[K');
  });
}
