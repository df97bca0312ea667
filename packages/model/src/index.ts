export type { Amounts, DatabaseSize, Exposure, Kind, Risk, Runtime, TerraformState } from '@goldenpath/spec';
export type * from './facts';
export { conflictingClaims } from './claims';
export { fleetStacks, resolveFleet } from './resolve-fleet';
