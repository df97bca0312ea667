import type { RunEvent, StackOutcome } from '@goldenpath/deploy';
import type { CommandContext } from '../../command';

/** Shows which stacks run and how many are done; in a pipe, nothing. */
export interface RunProgress {
  readonly onEvent: (event: RunEvent) => void;
  /** Takes the line away, so that something else can be printed; it comes back with the next event. */
  readonly clear: () => void;
}

/** More than this would not fit in a line. */
const MOST_NAMED = 3;

export function runProgress(all: number, { stderr, showProgress }: CommandContext): RunProgress {
  const running = new Set<string>();
  let done = 0;
  let failed = 0;
  const clear = () => {
    if (showProgress) stderr('\r\u001b[K');
  };
  const show = () => {
    if (!showProgress) return;
    const names = [...running].slice(0, MOST_NAMED).join(', ') + (running.size > MOST_NAMED ? ', …' : '');
    stderr(`\r\u001b[K${done} of ${all} stacks done${failed > 0 ? `, ${failed} failed` : ''}  ${names}`);
  };
  return {
    clear,
    onEvent: (event) => {
      if (event.kind === 'started') running.add(event.stack);
      if (event.kind === 'ended') {
        running.delete(event.stack);
        done += 1;
        failed += isBad(event.outcome) ? 1 : 0;
      }
      show();
    },
  };
}

function isBad({ status }: StackOutcome): boolean {
  return status === 'failed' || status === 'protected';
}
