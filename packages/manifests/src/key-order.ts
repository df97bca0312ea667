/**
 * The keys that a person writes first, in the order that they do; all others follow by code unit.
 *
 * The typed objects of cdk8s come in the alphabet's order. This one holds for every object at every depth, so that a
 * manifest reads like one from the documentation, and the same facts give the same bytes.
 */
const WRITTEN_FIRST = [
  'apiVersion group kind metadata name namespace alert expr for labels annotations type spec',
  'maxUnavailable replicas revisionHistoryLimit serviceName clusterIP selector matchLabels',
  'host http path pathType backend port number containerPort targetPort protocol',
  'httpGet tcpSocket exec initialDelaySeconds periodSeconds timeoutSeconds failureThreshold',
  'image imagePullPolicy command args ports envFrom env requests cpu memory limits',
  'accessModes storageClassName resources startupProbe livenessProbe readinessProbe lifecycle',
  'scaleTargetRef minReplicas maxReplicas metrics',
  'strategy updateStrategy persistentVolumeClaimRetentionPolicy template volumeClaimTemplates',
  'serviceAccountName automountServiceAccountToken enableServiceLinks terminationGracePeriodSeconds',
  'runAsNonRoot runAsUser runAsGroup fsGroup fsGroupChangePolicy seccompProfile',
  'securityContext maxSkew topologyKey whenUnsatisfiable labelSelector nodeSelector affinity tolerations topologySpreadConstraints',
  'podAffinity podAntiAffinity weight podAffinityTerm namespaces',
  'initContainers containers terminationMessagePolicy volumeMounts volumes',
  'ingressClassName hosts secretName tls parentRefs hostnames matches backendRefs rules',
  'refreshInterval secretStoreRef target creationPolicy data secretKey remoteRef key property',
].flatMap((line) => line.split(' '));

const RANK = new Map(WRITTEN_FIRST.map((key, index) => [key, index]));

/** A copy of plain data with the keys of every object in the order that they are read in. */
export function inReadingOrder<Value>(value: Value): Value;
export function inReadingOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => inReadingOrder(item));
  if (typeof value !== 'object' || value === null) return value;
  const ordered: Record<string, unknown> = {};
  const source = value as Record<string, unknown>;
  for (const key of Object.keys(source).sort(compareKeys)) ordered[key] = inReadingOrder(source[key]);
  return ordered;
}

/** Total: two different keys are never equal. */
function compareKeys(a: string, b: string): number {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  return a < b ? -1 : 1;
}

function rank(key: string): number {
  return RANK.get(key) ?? WRITTEN_FIRST.length;
}
