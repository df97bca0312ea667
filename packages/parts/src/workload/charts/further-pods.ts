import type { PodContribution } from '@goldenpath/extension';

/**
 * Returns what parts add to pods besides the application's own: labels, variables, secrets, files, nodes, groups and the role in AWS.
 * Ports, metrics, spread and the
 * volumes of a StatefulSet belong to its own pods.
 */
export function ofFurtherPods(pod: PodContribution): PodContribution {
  const {
    labels,
    envFrom,
    env,
    volumes,
    volumeMounts,
    initContainers,
    volumeClaimTemplates,
    nodeSelector,
    affinity,
    tolerations,
    serviceAccountName,
  } = pod;
  const claims = new Set((volumeClaimTemplates ?? []).map(claimName));
  const mounts = volumeMounts?.filter(({ name }) => !claims.has(name));
  const { priorityClassName, terminationGracePeriodSeconds, runAsGroup, fsGroup } = pod;
  return {
    ...(labels && { labels }),
    ...(priorityClassName !== undefined && { priorityClassName }),
    ...(terminationGracePeriodSeconds !== undefined && { terminationGracePeriodSeconds }),
    ...(runAsGroup !== undefined && { runAsGroup }),
    ...(fsGroup !== undefined && { fsGroup }),
    // Of a volume claim of a StatefulSet, further pods mount nothing.
    ...(volumes && pod.ownsVolumes === true && { ownsVolumes: true }),
    ...(envFrom && { envFrom }),
    ...(env && { env }),
    ...(volumes && { volumes }),
    ...(mounts && { volumeMounts: mounts }),
    ...(initContainers && { initContainers }),
    ...(nodeSelector && { nodeSelector }),
    ...(affinity && { affinity }),
    ...(tolerations && { tolerations }),
    ...(serviceAccountName !== undefined && { serviceAccountName }),
  };
}

function claimName({ metadata }: Readonly<Record<string, unknown>>): unknown {
  return (metadata as { readonly name?: unknown } | undefined)?.name;
}
