export { type Comparison, reviewChange } from './compare';
export type * from './review';
export type { FleetSide, KubernetesObject, StackContent } from './side';
