import { inOrder, type Ordered } from './order';

export interface ScheduleOptions<T extends Ordered, R> {
  /** The maximum number of stacks that run at once. */
  readonly limit: number;
  /** Runs one stack. A failure of the stack is a result, not an exception. */
  readonly run: (stack: T) => Promise<R>;
  /** Whether the dependents of a stack with this result may run. */
  readonly allowsDependents: (result: R) => boolean;
  /** When aborted, no further stack starts. Running ones are awaited. */
  readonly interrupt?: AbortSignal;
}

/** The result of scheduling a stack: it ran, or was skipped. */
export type Scheduled<R> =
  | { readonly kind: 'ran'; readonly result: R }
  | { readonly kind: 'held-back'; readonly by: string }
  | { readonly kind: 'interrupted' };

/**
 * Runs stacks after their dependencies, as many at once as allowed. When one fails, its direct and indirect dependents are skipped.
 *
 * @throws StackTreeError when the dependencies form a cycle. Errors of `run` are thrown once all running stacks have ended.
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

/** The stacks are in dependency order, so one pass also reaches indirect dependents. */
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
    // Name the stack that failed, not one that was skipped because of it.
    results.set(stack.name, { kind: 'held-back', by: scheduled?.kind === 'held-back' ? scheduled.by : by });
  }
}
