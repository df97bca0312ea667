import { parser } from '@prometheus-io/lezer-promql';

/** What is in a query. */
export interface Query {
  /** The pieces that are not PromQL. */
  readonly faults: readonly string[];
  /** The names of metrics, in the order of the query. */
  readonly metrics: readonly string[];
  /** The labels that selectors use. */
  readonly labels: readonly string[];
}

/** Parses a query with the grammar of Prometheus. */
export function parsePromql(text: string): Query {
  const faults: string[] = [];
  const found: Record<'metrics' | 'labels', Set<string>> = { metrics: new Set(), labels: new Set() };
  const textOf = ({ from, to }: { readonly from: number; readonly to: number }) => text.slice(from, to);
  parser.parse(text).iterate({
    enter(node) {
      if (node.type.isError) faults.push(text.slice(Math.max(0, node.from - 10), node.to + 10));
      if (node.name === 'Identifier' && node.node.parent?.name === 'VectorSelector') found.metrics.add(textOf(node));
      if (node.name === 'LabelName') found.labels.add(textOf(node));
    },
  });
  return { faults, metrics: [...found.metrics], labels: [...found.labels] };
}
