import type { IContainer, IPodSpec } from 'kubernetes-models/v1';

/** Kinds of volumes that the standard lets a pod have. */
const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const PROFILES = ['RuntimeDefault', 'Localhost'];

/**
 * The violations of the Pod Security Standard `restricted`, as an API server finds them: one line each, such as
 * `containers web: allowPrivilegeEscalation`. Empty if the pod is admitted.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restrictedProblems(pod: IPodSpec): string[] {
  const host = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => pod[field] === true);
  const volumes = (pod.volumes ?? []).flatMap(({ name, ...source }) =>
    Object.keys(source)
      .filter((kind) => !VOLUMES.includes(kind))
      .map((kind) => `volumes ${name}: ${kind}`),
  );
  const user = pod.securityContext?.runAsUser === 0 ? ['runAsUser'] : [];
  const sysctls = (pod.securityContext?.sysctls ?? []).map(({ name }) => `sysctls ${name}`);
  const containers = (['initContainers', 'containers'] as const).flatMap((list) =>
    (pod[list] ?? []).flatMap((container) =>
      containerProblems(pod, container).map((problem) => `${list} ${container.name}: ${problem}`),
    ),
  );
  return [...host, ...volumes, ...user, ...sysctls, ...containers];
}

function containerProblems(pod: IPodSpec, { securityContext: own = {}, ports = [] }: IContainer): string[] {
  const shared = pod.securityContext ?? {};
  const profile = (own.seccompProfile ?? shared.seccompProfile)?.type;
  const broken: Readonly<Record<string, boolean>> = {
    allowPrivilegeEscalation: own.allowPrivilegeEscalation !== false,
    privileged: own.privileged === true,
    procMount: own.procMount !== undefined && own.procMount !== 'Default',
    'capabilities.drop': own.capabilities?.drop?.includes('ALL') !== true,
    'capabilities.add': (own.capabilities?.add ?? []).some((name) => name !== 'NET_BIND_SERVICE'),
    runAsNonRoot: (own.runAsNonRoot ?? shared.runAsNonRoot) !== true,
    runAsUser: own.runAsUser === 0,
    seccompProfile: profile === undefined || !PROFILES.includes(profile),
    hostPort: ports.some(({ hostPort }) => hostPort !== undefined && hostPort !== 0),
  };
  return Object.keys(broken).filter((field) => broken[field]);
}
