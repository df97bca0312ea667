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

/**
 * Returns the cluster of an environment: the one of the platform file, where its address is that of the cluster that Argo CD runs in by
 * default. Without one, the cluster is registered in Argo CD with the name of the environment.
 */
export function destinationOf({ name, cluster }: Pick<PlatformEnvironment, 'name' | 'cluster'>): Destination {
  return cluster === undefined ? { name } : { server: cluster.server ?? OWN_CLUSTER };
}

/** Returns the different clusters of the platform, in the order of its environments. */
export function destinationsOf({ environments }: Pick<PlatformFacts, 'environments'>): Destination[] {
  const all = environments.map((environment) => destinationOf(environment));
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** A folder of the central repository, as the source of an Application. */
export function centralSource(platform: PlatformFacts, path: string): Readonly<Record<string, string>> {
  const { url, branch } = centralRepository(platform);
  return { repoURL: url, targetRevision: branch, path };
}
