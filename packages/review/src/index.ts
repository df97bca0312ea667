export { type Comparison, reviewChange } from './compare';
export { appGraph, type AppGraphOptions } from './graph/app-graph';
export { fleetGraph, type FleetGraphOptions } from './graph/fleet-graph';
export type { Graph, GraphEdge, GraphNode, NodeKind, NodeLine, Standing } from './graph/graph';
export { graphMermaid } from './graph/mermaid';
export { graphSvg } from './graph/svg';
export type * from './review';
export type { FleetSide, KubernetesObject, StackContent } from './side';
