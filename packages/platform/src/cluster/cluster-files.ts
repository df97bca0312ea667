import type { ClusterFacts, PlatformFacts } from '@goldenpath/extension';
import type { GeneratedFile } from '@goldenpath/files';
import { componentNamespaces, componentPolicies } from '../components/namespaces';
import { folderOf } from '../folder';
import { teamAccess } from './access';
import { clusterIssuers } from './issuers';
import { limitRanges, namespaces, quotas } from './namespaces';
import { networkPolicies } from './network-policies';
import { secretPolicies } from './secret-policies';
import { secretStores, storageClasses } from './stores';

/** The folder of what clusters have, from the root of the central repository. It has a folder for each environment. */
export const PLATFORM_FOLDER = 'platform';

/** Returns what the cluster of an environment has for its applications. */
export function clusterFiles(
  cluster: ClusterFacts,
  { organisation }: Pick<PlatformFacts, 'organisation'>,
): GeneratedFile[] {
  return folderOf(`${PLATFORM_FOLDER}/${cluster.environment}`, {
    'component-namespaces.yaml': componentNamespaces(cluster),
    'component-network-policies.yaml': componentPolicies(cluster),
    'namespaces.yaml': namespaces(cluster),
    'resource-quotas.yaml': quotas(cluster),
    'limit-ranges.yaml': limitRanges(cluster),
    'network-policies.yaml': networkPolicies(cluster),
    'access.yaml': teamAccess(cluster, organisation),
    'secret-policies.yaml': secretPolicies(cluster),
    'secret-stores.yaml': secretStores(cluster),
    'cluster-issuers.yaml': clusterIssuers(cluster),
    'storage-classes.yaml': storageClasses(cluster),
  });
}
