import type { ClusterFacts, PlatformFacts, Quota } from '@goldenpath/extension';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';

/** What a team can use by default. */
export const QUOTA: Quota = { pods: 250, cpu: 100, memory: '200Gi', volumes: 50, storage: '2000Gi' };

/** The facts of the platform of the example fleet, with changes. */
export async function platformWith(changes: Partial<PlatformFacts> = {}): Promise<PlatformFacts> {
  const { facts } = await openFleet(ROOT);
  return { ...facts.platform, ...changes };
}

/** The same, with changes of the cluster of each environment. */
export async function clustersWith(changes: Partial<ClusterFacts>): Promise<PlatformFacts> {
  const platform = await platformWith();
  return { ...platform, clusters: platform.clusters.map((cluster) => ({ ...cluster, ...changes })) };
}
