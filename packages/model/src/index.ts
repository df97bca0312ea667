export type { Amounts, Aws, DatabaseSize, Exposure, Kind, Risk, Runtime, TerraformState } from '@goldenpath/spec';
export type * from './facts';
export { conflictingClaims } from './claims';
export { explainApp } from './explain/explain-app';
export { type ExplainedFact, FACT_GROUPS, type FactGroup, type FactSource } from './explain/explained-fact';
export { fleetStacks, resolveFleet } from './resolve-fleet';
