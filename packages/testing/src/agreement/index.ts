import type { Agreement } from './agreement';
import { IN_THE_CLOUD } from './cloud';
import { IN_THE_CLUSTER } from './cluster';
import { IN_THE_PODS } from './containers';
import { WITHIN_LIMITS } from './limits';

export type { Agreement, StatedPlatform } from './agreement';
export { extremeFleet } from './extreme-fleet';

/** All promises about the output of a fleet. */
export const AGREEMENTS: readonly Agreement[] = [...IN_THE_CLUSTER, ...IN_THE_PODS, ...IN_THE_CLOUD, ...WITHIN_LIMITS];
