import type { PlatformFacts } from '@goldenpath/extension';

/** How often, and after which time, Argo CD repeats a failed sync. */
const RETRY = { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } };

/**
 * The sync policy of an environment. Argo CD applies what is in Git, and undoes changes by hand. In production it removes nothing by
 * itself: `argocd app sync --prune` does.
 */
export function syncPolicy(isProduction: boolean, options: readonly string[] = []): Readonly<Record<string, unknown>> {
  return {
    automated: { prune: !isProduction, selfHeal: true },
    syncOptions: ['ServerSideApply=true', 'PruneLast=true', ...options],
    retry: RETRY,
  };
}

/**
 * The sync policy of what the clusters have. A namespace or an operator that is removed takes applications with it, so Argo CD removes
 * nothing by itself. An operator needs minutes for its first start, so a failed sync is repeated for an hour.
 */
export function platformSyncPolicy(): Readonly<Record<string, unknown>> {
  return { ...syncPolicy(true, ['SkipDryRunOnMissingResource=true']), retry: { ...RETRY, limit: 15 } };
}

/**
 * Returns the fields that others than Git set. An autoscaler sets `replicas` through the controller manager, and only then is the number in
 * Git ignored. From no pod and to no pod, KEDA sets it.
 */
export function ignoredDifferences({ clusters }: Pick<PlatformFacts, 'clusters'>): Readonly<Record<string, unknown>>[] {
  const managers = ['kube-controller-manager', ...(clusters.some(({ keda }) => keda) ? ['keda'] : [])];
  return ['Deployment', 'StatefulSet'].map((kind) => ({ group: 'apps', kind, managedFieldsManagers: managers }));
}
