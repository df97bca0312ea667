import type { PlatformFacts } from '@goldenpath/extension';
import type { PlatformObject } from '../object';
import { notificationSettings } from './notifications';
import { ARGOCD_NAMESPACE } from './settings';

/**
 * The health of an Application is that of its objects. Without this, Argo CD takes an Application for healthy at once, and does not wait for
 * the components of a sync wave before the next one.
 */
const APPLICATION_HEALTH = `hs = { status = "Progressing", message = "" }
if obj.status ~= nil and obj.status.health ~= nil then
  hs.status = obj.status.health.status or "Progressing"
  hs.message = obj.status.health.message or ""
end
return hs
`;

/** Whether the platform file decides settings of Argo CD itself. */
export function hasSettings(platform: Pick<PlatformFacts, 'clusters' | 'gitops'>): boolean {
  return hasComponents(platform) || platform.gitops.notifications !== undefined;
}

/** Whether there are Applications that wait for others. */
export function hasComponents({ clusters }: Pick<PlatformFacts, 'clusters'>): boolean {
  return clusters.some(({ components = [] }) => components.length > 0);
}

/**
 * Returns the settings of Argo CD that the platform file decides. Server-side apply leaves all other settings of these ConfigMaps to the
 * installation of Argo CD, and neither is ever removed.
 */
export function argocdSettings(platform: PlatformFacts): PlatformObject[] {
  const { notifications } = platform.gitops;
  return [
    ...(hasComponents(platform)
      ? [
          settings('argocd-cm', {
            'resource.customizations.health.argoproj.io_Application': APPLICATION_HEALTH,
          }),
        ]
      : []),
    ...(notifications === undefined ? [] : [settings('argocd-notifications-cm', notificationSettings(notifications))]),
  ];
}

function settings(name: string, data: Readonly<Record<string, string>>): PlatformObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace: ARGOCD_NAMESPACE,
      // Argo CD reads only ConfigMaps with this label. Others belong to its installation: Helm has `managed-by` for itself.
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
      annotations: {
        'argocd.argoproj.io/sync-wave': '-3',
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      },
    },
    data,
  };
}
