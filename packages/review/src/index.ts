export type { AttributeChange, PlannedAction, ResourceChange } from '@goldenpath/deploy';
export type { Json, KubernetesObject } from '@goldenpath/extension';
export { affectedEnvironments } from './affected/environments';
export {
  type ApprovalRule,
  approvalRules,
  type ApprovalSubject,
  productionApprovers,
} from './approvals/approval-rules';
export { reviewChange } from './compare';
export type { Comparison } from './comparison';
export { appGraph, type AppGraphOptions } from './graph/app-graph';
export { fleetGraph, type FleetGraphOptions } from './graph/fleet-graph';
export type { Graph, GraphEdge, GraphNode, NodeLine, NodeStatus } from './graph/graph';
export type * from './review';
export { causeCount } from './rules/cause-count';
export { reviewRules } from './rules';
export { manifestsMask } from './secrets/manifests-mask';
export type { Mask } from './secrets/mask';
export type { FleetVersion, FleetVersions, StackContent } from './fleet-version';
export { differences } from './values/differences';
export { monthlyCostOf } from './cost/cost';
