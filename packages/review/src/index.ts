export {
  type ApprovalRule,
  approvalRules,
  type ApprovalSubject,
  productionApprovers,
} from './approvals/approval-rules';
export { reviewChange } from './compare';
export type { Comparison } from './comparison';
export type { Sides } from './html/objects';
export { reviewPage } from './html/page';
export { COMMENT_MARKER, type MarkdownOptions, reviewMarkdown } from './markdown/markdown';
export { appGraph, type AppGraphOptions } from './graph/app-graph';
export { fleetGraph, type FleetGraphOptions } from './graph/fleet-graph';
export type { Graph, GraphEdge, GraphNode, NodeKind, NodeLine, Standing } from './graph/graph';
export { graphMermaid } from './graph/mermaid';
export { graphSvg } from './graph/svg';
export type * from './review';
export type { FleetSide, KubernetesObject, StackContent } from './side';
