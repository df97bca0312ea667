import type { AppInEnvironment } from '../facts';

/** A node of the graph of an application. */
export interface PartNode {
  /** Unique in the application; the same in every environment. */
  readonly id: string;
  /** What it stands for, such as `database`: shown above its name. */
  readonly kind: string;
  readonly name: string;
  /** Further lines; the same position says the same thing in every environment. @default none */
  readonly facts?: readonly string[];
  /** The Kubernetes objects that make it, as `Kind/name`: a change of one is a change of this. @default none */
  readonly objects?: readonly string[];
  /** Types of the Terraform resources that make it. @default none */
  readonly resources?: {
    /** Whether they are in the stack of the platform. */
    readonly platform: boolean;
    readonly types: readonly string[];
  };
  /** `entry`: what callers of the application meet first. `caller`: what calls other applications. @default neither */
  readonly role?: 'entry' | 'caller';
}

/** An edge from what has or calls something to that. A link to a node that is not there is left out. */
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

/** Whose nodes they are. */
export interface GraphContext {
  readonly app: string;
  /** The application in the environment. */
  readonly common: AppInEnvironment;
}
