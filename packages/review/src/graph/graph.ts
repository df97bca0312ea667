/** How something stands to what was there before. */
export type NodeStatus = 'same' | 'added' | 'changed' | 'removed';

/** A picture as plain data, before anybody decides where its boxes lie. */
export interface Graph {
  readonly title: string;
  /** One sentence for who cannot see it. */
  readonly description: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** How much of it is shown, where that is not all; `null` where it is. */
  readonly note: string | null;
}

export interface GraphNode {
  /** Unique in its graph, the same in every graph of the same application. */
  readonly id: string;
  /** What it stands for, such as `database`. */
  readonly kind: string;
  /** Its name; empty where it has another one in each environment: then the lines tell. */
  readonly name: string;
  /** What is to be known of it, in the platform's order of environments. */
  readonly lines: readonly NodeLine[];
  /** Nodes of the same group belong together: an owner. */
  readonly group: string | null;
  readonly status: NodeStatus;
}

export interface NodeLine {
  readonly text: string;
  /** What stood here before, where that is not the same. */
  readonly before: string | null;
  /** Where it holds; empty where it holds in every environment that is shown. */
  readonly environments: readonly string[];
  readonly status: NodeStatus;
}

/** Leads from what has or calls something to that. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string | null;
  readonly status: NodeStatus;
}

/** The status of a whole, from those of its parts: the same, or gone, only where all of them are. */
export function wholeStatus(parts: readonly NodeStatus[]): NodeStatus {
  const [first = 'same'] = parts;
  return parts.every((part) => part === first) ? first : 'changed';
}
