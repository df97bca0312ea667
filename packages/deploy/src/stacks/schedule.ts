import { inOrder, type Ordered } from './order';

export interface ScheduleOptions<T extends Ordered, R> {
  /** How many run at once, at most. */
  readonly limit: number;
  /** Never throws for what is a stack's own failure: that is a result. */
  readonly run: (stack: T) => Promise<R>;
  /** Whether what depends on a stack with this result may run. */
  readonly allowsDependents: (result: R) => boolean;
  /** Once it is aborted no further stack is started; those that run are waited for. */
  readonly interrupt?: AbortSignal;
}

/** What became of a stack: it ran, or something kept it from running. */
export type Scheduled<R> =
  | { readonly kind: 'ran'; readonly result: R }
  | { readonly kind: 'held-back'; readonly by: string }
  | { readonly kind: 'interrupted' };

/**
 * Runs stacks, each after all that it depends on and as many at once as may. One that fails holds back what depends on
 * it, directly or not, and nothing else.
 *
 * @throws StackTreeError where they depend on each other in a circle; whatever `run` throws, once all others that were
 *   running have ended.
 */
export async function runScheduled<T extends Ordered, R>(
  stacks: readonly T[],
  options: ScheduleOptions<T, R>,
): Promise<ReadonlyMap<string, Scheduled<R>>> {
  const waiting = inOrder(stacks);
  const results = new Map<string, Scheduled<R>>();
  const running = new Map<string, Promise<void>>();
  const known = new Set(waiting.map(({ name }) => name));
  const errors: unknown[] = [];
  const start = (stack: T): void => {
    const ended = options
      .run(stack)
      .then((result) => void results.set(stack.name, { kind: 'ran', result }))
      .catch((error: unknown) => void errors.push(error))
      .finally(() => running.delete(stack.name));
    running.set(stack.name, ended);
  };
  while (waiting.length > 0 || running.size > 0) {
    if (options.interrupt?.aborted === true || errors.length > 0) {
      for (const { name } of waiting.splice(0)) results.set(name, { kind: 'interrupted' });
    }
    holdBack(waiting, results, options.allowsDependents);
    const ready = waiting.filter(({ dependsOn }) => dependsOn.every((name) => !known.has(name) || results.has(name)));
    for (const stack of ready.slice(0, Math.max(0, Math.max(1, options.limit) - running.size))) {
      waiting.splice(waiting.indexOf(stack), 1);
      start(stack);
    }
    if (running.size > 0) await Promise.race(running.values());
  }
  if (errors.length > 0) throw errors[0];
  return results;
}

/** They are in order, so one pass reaches what depends on a failed stack through others. */
function holdBack<T extends Ordered, R>(
  waiting: T[],
  results: Map<string, Scheduled<R>>,
  allows: (result: R) => boolean,
): void {
  for (const stack of waiting.slice()) {
    const by = stack.dependsOn.find((name) => {
      const scheduled = results.get(name);
      return scheduled !== undefined && (scheduled.kind !== 'ran' || !allows(scheduled.result));
    });
    if (by === undefined) continue;
    const scheduled = results.get(by);
    waiting.splice(waiting.indexOf(stack), 1);
    // The one that failed is what a person wants to know, not one that it held back.
    results.set(stack.name, { kind: 'held-back', by: scheduled?.kind === 'held-back' ? scheduled.by : by });
  }
}
