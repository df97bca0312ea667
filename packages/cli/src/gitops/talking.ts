import type { CommandContext } from '../command';
import { withInterrupts } from '../deploy/interrupts';

/** Runs what talks to a repository: a terminal shows that it does, and a signal ends it with nothing half-done. */
export function whileTalking<T>(
  what: string,
  { stderr, showProgress }: Pick<CommandContext, 'stderr' | 'showProgress'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (showProgress) stderr(`\r${what} …`);
  return withInterrupts(
    () => undefined,
    ({ interrupt }) => work(interrupt),
  ).finally(() => {
    if (showProgress) stderr('\r\u001b[K');
  });
}
