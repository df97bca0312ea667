import type { AppSpec, Platform, Registry } from '@goldenpath/extension';

/** What the clusters of a platform are resolved from. */
export interface ClusterContext {
  readonly platform: Platform;
  readonly apps: readonly AppSpec[];
  /** Finds every application of the fleet by name. @default only `apps` */
  readonly fleet?: Pick<ReadonlyMap<string, AppSpec>, 'get'>;
  readonly registry: Registry;
}
