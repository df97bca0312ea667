import type { AppInEnvironment } from '../facts';

/** A node in the graph of an application. */
export interface PartNode {
  /** Unique in the application; the same in every environment. */
  readonly id: string;
  /** What it stands for, such as `database`. Shown above its name. */
  readonly kind: string;
  readonly name: string;
  /** More lines. The same index has the same meaning in every environment. @default none */
  readonly facts?: readonly string[];
  /** The Kubernetes objects of the node, as `Kind/name`. A change of one of them changes the node. @default none */
  readonly objects?: readonly string[];
  /** Types of the node's Terraform resources. @default none */
  readonly resources?: {
    /** Whether they are in the stack of the platform. */
    readonly platform: boolean;
    readonly types: readonly string[];
  };
  /** `entry`: where callers of the application arrive. `caller`: what calls other applications. @default neither */
  readonly role?: 'entry' | 'caller';
}

/** An edge from a node to one that it has or calls. A link to a missing node is left out. */
export interface GraphLink {
  readonly from: string;
  readonly to: string;
}

/** Nodes and edges that a part adds. */
export interface PartGraph {
  readonly nodes: readonly PartNode[];
  /** @default none */
  readonly links?: readonly GraphLink[];
}

/** The owner of the nodes. */
export interface GraphContext {
  readonly app: string;
  /** The application in the environment. */
  readonly common: AppInEnvironment;
}
