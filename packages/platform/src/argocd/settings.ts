import type { PlatformEnvironment, PlatformFacts } from '@goldenpath/extension';
import { centralRepository } from '@goldenpath/model';

export const ARGOCD_API = 'argoproj.io/v1alpha1';
/** The namespace of Argo CD. */
export const ARGOCD_NAMESPACE = 'argocd';
/** The address of the cluster that Argo CD runs in. */
export const OWN_CLUSTER = 'https://kubernetes.default.svc';
/** A Secret with the credentials of a GitHub App, which Argo CD reads repositories with. */
export const GITHUB_CREDENTIALS = 'github-credentials';

/** A cluster as Argo CD knows it: by its address, or by the name that it was registered with. */
export type Destination = { readonly server: string } | { readonly name: string };

/** What the clusters of a platform follow from. */
type Environments = Pick<PlatformFacts, 'environments'>;

/**
 * Returns the cluster of an environment, by its address where the platform file has one. Without an address it is the cluster that Argo CD
 * runs in if the platform has no other, and otherwise the one that is registered in Argo CD with its name. An environment without a cluster
 * is in the one that is registered with the name of the environment.
 */
export function destinationOf(
  { name, cluster }: Pick<PlatformEnvironment, 'name' | 'cluster'>,
  { environments }: Environments,
): Destination {
  if (cluster === undefined) return { name };
  if (cluster.server !== undefined) return { server: cluster.server };
  const clusters = environments.map(({ aws, cluster: other }) => `${aws.accountId}/${aws.region}/${other?.name ?? ''}`);
  const isOnly = cluster.local !== undefined || new Set(clusters).size === 1;
  return isOnly ? { server: OWN_CLUSTER } : { name: cluster.name };
}

/** Returns the different clusters of the platform, in the order of its environments. */
export function destinationsOf(platform: Environments): Destination[] {
  const all = platform.environments.map((environment) => destinationOf(environment, platform));
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** A folder of the central repository, as the source of an Application. */
export function centralSource(platform: PlatformFacts, path: string): Readonly<Record<string, string>> {
  const { url, branch } = centralRepository(platform);
  return { repoURL: url, targetRevision: branch, path };
}
