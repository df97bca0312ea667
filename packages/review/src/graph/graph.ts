/** The change of a node or edge. */
export type NodeStatus = 'same' | 'added' | 'changed' | 'removed';

/** A graph as plain data, before layout. */
export interface Graph {
  readonly title: string;
  /** One sentence for readers who cannot see it. */
  readonly description: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** How much of the fleet is shown; `null` for all of it. */
  readonly note: string | null;
}

export interface GraphNode {
  /** Unique in its graph, and equal in every graph of the same application. */
  readonly id: string;
  /** What it stands for, such as `database`. */
  readonly kind: string;
  /** Its name; empty when it differs between environments, in which case the lines contain it. */
  readonly name: string;
  /** The facts about the node, in the platform's order of environments. */
  readonly lines: readonly NodeLine[];
  /** Nodes of one group have the same owner. */
  readonly group: string | null;
  readonly status: NodeStatus;
}

export interface NodeLine {
  readonly text: string;
  /** The previous value, if it differs. */
  readonly before: string | null;
  /** The environments of the line; empty for all that are shown. */
  readonly environments: readonly string[];
  readonly status: NodeStatus;
}

/** An edge from a node to one that it has or calls. */
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
