import type { ClusterFacts, PlatformFacts } from '@goldenpath/extension';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';

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
