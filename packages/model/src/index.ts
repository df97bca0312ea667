export type * from './facts';
export { conflictingClaims } from './claims';
export { resolveFleet } from './resolve-fleet';
