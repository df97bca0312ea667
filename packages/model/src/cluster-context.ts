import type { AppSpec, Platform, Registry } from '@goldenpath/extension';

/** What the clusters of a platform are resolved from. */
export interface ClusterContext {
  readonly platform: Platform;
  readonly apps: readonly AppSpec[];
  readonly registry: Registry;
}
