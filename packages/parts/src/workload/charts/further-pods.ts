import type { PodContribution } from '@goldenpath/extension';
import { literal } from '../../configuration/references';
import type { OwnVariables } from '../../configuration/types';

/**
 * Returns what parts add to pods besides the application's own: labels, variables, secrets, files, nodes, groups and the role in AWS.
 * Ports, metrics, spread and the
 * volumes of a StatefulSet belong to its own pods.
 *
 * @param own - Variables that only these pods have. @default none
 */
export function ofFurtherPods(pod: PodContribution, own?: OwnVariables): PodContribution {
  const {
    labels,
    envFrom,
    volumes,
    volumeMounts,
    initContainers,
    volumeClaimTemplates,
    nodeSelector,
    affinity,
    tolerations,
    serviceAccountName,
  } = pod;
  const env = variablesOf(pod, own);
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

/** The variables of a kind of pods win over those of the application. */
function variablesOf({ env }: PodContribution, own: OwnVariables | undefined): PodContribution['env'] {
  if (own === undefined) return env;
  const plain = Object.entries(own.variables).map(([name, value]) => ({ name, value: literal(value) }));
  const added = [...plain, ...(own.expanded ?? []).map((variable) => ({ ...variable }))];
  const names = new Set<unknown>(added.map(({ name }) => name));
  return [...(env ?? []).filter(({ name }) => !names.has(name)), ...added];
}

function claimName({ metadata }: Readonly<Record<string, unknown>>): unknown {
  return (metadata as { readonly name?: unknown } | undefined)?.name;
}
