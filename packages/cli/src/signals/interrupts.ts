import { STOP_SIGNALS } from './stop-signals';

/** Requests of a person to stop a run: first that it ends well, then that it ends at once. */
export interface Interrupts {
  readonly signal: AbortSignal;
  readonly insist: AbortSignal;
  /** From here on, signals are requests. Before, they end the process. */
  readonly listen: () => void;
  /** Signals end the process again. */
  readonly end: () => void;
}

/** Turns signals into requests: Terraform must not be left alone in the middle of an apply. */
export function interrupts(onInterrupt: () => void): Interrupts {
  const first = new AbortController();
  const second = new AbortController();
  const take = () => {
    if (first.signal.aborted) {
      second.abort();
      return;
    }
    onInterrupt();
    first.abort();
  };
  return {
    signal: first.signal,
    insist: second.signal,
    listen: () => {
      for (const name of STOP_SIGNALS) process.on(name, take);
    },
    end: () => {
      for (const name of STOP_SIGNALS) process.off(name, take);
    },
  };
}
