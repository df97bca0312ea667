import { STOP_SIGNALS } from './stop-signals';

/** Requests to stop a run: the first one cleanly, the second one at once. */
export interface Interrupts {
  readonly signal: AbortSignal;
  readonly insist: AbortSignal;
  /** Handles signals as requests from here on. Before, they end the process. */
  readonly listen: () => void;
  /** Gives signals their usual effect again. */
  readonly end: () => void;
}

/** Turns signals into requests, because Terraform must not be killed during an apply. */
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
