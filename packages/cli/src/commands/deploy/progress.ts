import type { RunEvent, StackOutcome } from '@goldenpath/deploy';
import type { CommandContext } from '../../command';

/** Shows the running stacks and the number of finished ones. Prints nothing in a pipe. */
export interface RunProgress {
  readonly onEvent: (event: RunEvent) => void;
  /** Removes the progress line, so that other text can be printed. The next event shows it again. */
  readonly clear: () => void;
}

/** Stack names in the progress line at most. */
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
