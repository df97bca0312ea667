import type { Interrupts } from '@goldenpath/fleet';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs `work` with signals turned into requests: Terraform must not be left alone with half an apply. */
export async function withInterrupts<T>(
  onInterrupt: () => void,
  work: (interrupts: Interrupts) => Promise<T>,
): Promise<T> {
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
  for (const signal of SIGNALS) process.on(signal, take);
  try {
    return await work({ interrupt: first.signal, insist: second.signal });
  } finally {
    for (const signal of SIGNALS) process.off(signal, take);
  }
}
