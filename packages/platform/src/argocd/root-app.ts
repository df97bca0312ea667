import type { PlatformFacts } from '@goldenpath/extension';
import { ROOT_APP } from '@goldenpath/model';
import { LABELS, type PlatformObject } from '../object';
import { PROJECTS } from './projects';
import { ARGOCD_API, ARGOCD_NAMESPACE, centralSource, OWN_CLUSTER } from './settings';
import { syncPolicy } from './sync-policy';

/**
 * Returns the Application that everything starts from. It brings the projects and the ApplicationSets, and keeps itself.
 *
 * @param folder - The folder of its manifests.
 */
export function rootApp(platform: PlatformFacts, folder: string): PlatformObject {
  return {
    apiVersion: ARGOCD_API,
    kind: 'Application',
    metadata: { name: ROOT_APP, namespace: ARGOCD_NAMESPACE, labels: LABELS },
    spec: {
      project: PROJECTS.bootstrap,
      source: centralSource(platform, folder),
      destination: { server: OWN_CLUSTER, namespace: ARGOCD_NAMESPACE },
      // An ApplicationSet that is gone takes its Applications with it, so that is done by hand.
      syncPolicy: syncPolicy(true),
    },
  };
}
