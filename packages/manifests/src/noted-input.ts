import type { ChartInput, PodContribution } from '@goldenpath/extension';

/** A field of a part's input that differs in environments with equal facts. */
type NotedField = 'environment' | 'pod';

/**
 * Notes which fields a part reads of its input, and makes the additions to the pods only for a part that reads them.
 *
 * This is a proxy, because V8 gives each object with getters a hidden class of its own. That keeps all that the getters refer to in memory until
 * the whole heap is searched.
 */
export class NotedInput implements ProxyHandler<ChartInput<unknown>> {
  readonly reads = new Set<NotedField>();
  /** The input for the part. */
  readonly input: ChartInput<unknown>;

  constructor(
    input: Omit<ChartInput<unknown>, 'pod'>,
    private readonly podOf: () => PodContribution,
  ) {
    this.input = new Proxy({ ...input, pod: {} }, this);
  }

  get(input: ChartInput<unknown>, field: keyof ChartInput<unknown>): unknown {
    if (field === 'environment' || field === 'pod') this.reads.add(field);
    return field === 'pod' ? this.podOf() : input[field];
  }
}
