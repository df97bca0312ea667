import type { KubernetesObject } from '@goldenpath/kustomize';
import { containersOf, fieldsAt, type FoundContainer, listAt, type PodTemplate, podTemplateOf } from './pod';
import type { Breach, Guard } from './types';

/** Kinds of volumes that the standard lets a pod have. */
const VOLUMES: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

const PROFILES: readonly unknown[] = ['RuntimeDefault', 'Localhost'];

/** The SELinux types of the standard. */
const SELINUX_TYPES: readonly unknown[] = [undefined, '', 'container_t', 'container_init_t', 'container_kvm_t'];

/**
 * The Pod Security Standard `restricted`, a file system that cannot be written, and no token of the service account.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const podSecurity: Guard = {
  name: 'pod-security',
  check: ({ before, after }) => {
    const known = new Set(violations(before).map(({ what }) => what));
    return violations(after).filter(({ what }) => !known.has(what));
  },
};

function violations(object: KubernetesObject): Breach[] {
  const pod = podTemplateOf(object);
  if (pod === undefined) return [];
  return [...podViolations(pod), ...containersOf(pod).flatMap((container) => containerViolations(pod, container))];
}

function podViolations({ path, spec }: PodTemplate): Breach[] {
  const at = (...fields: (string | number)[]) => [...path, 'spec', ...fields];
  const host = ['hostNetwork', 'hostPID', 'hostIPC', 'automountServiceAccountToken', 'shareProcessNamespace']
    .filter((field) => spec[field] === true)
    .map((field) => ({ path: at(field), what: `sets \`${field}\`` }));
  const volumes = listAt(spec, 'volumes').flatMap((volume, index) => {
    const { name, ...source } = fieldsAt(volume);
    return Object.keys(source)
      .filter((kind) => !VOLUMES.has(kind))
      .map((kind) => ({
        path: at('volumes', typeof name === 'string' ? name : index),
        what: `adds the volume ${String(name)} of the type \`${kind}\``,
      }));
  });
  const tokens = listAt(spec, 'volumes').flatMap((volume) => {
    const { name } = fieldsAt(volume);
    return listAt(volume, 'projected', 'sources').some((source) => 'serviceAccountToken' in fieldsAt(source))
      ? [
          {
            path: at('volumes', String(name)),
            what: `mounts a token of the service account in the volume ${String(name)}`,
          },
        ]
      : [];
  });
  const security = fieldsAt(spec, 'securityContext');
  const sysctls = listAt(security, 'sysctls').map((sysctl) => ({
    path: at('securityContext', 'sysctls'),
    what: `sets the sysctl ${String(fieldsAt(sysctl)['name'])}`,
  }));
  const user =
    security['runAsUser'] === 0 ? [{ path: at('securityContext', 'runAsUser'), what: 'runs the pods as root' }] : [];
  return [...host, ...volumes, ...tokens, ...sysctls, ...user];
}

function containerViolations(pod: PodTemplate, { name, path, fields }: FoundContainer): Breach[] {
  const own = fieldsAt(fields, 'securityContext');
  const shared = fieldsAt(pod.spec, 'securityContext');
  const profile = (own['seccompProfile'] ?? shared['seccompProfile']) as { readonly type?: unknown } | undefined;
  const capabilities = fieldsAt(own, 'capabilities');
  const selinux = { ...fieldsAt(shared, 'seLinuxOptions'), ...fieldsAt(own, 'seLinuxOptions') };
  const broken: Readonly<Record<string, boolean>> = {
    allowPrivilegeEscalation: own['allowPrivilegeEscalation'] !== false,
    privileged: own['privileged'] === true,
    procMount: own['procMount'] !== undefined && own['procMount'] !== 'Default',
    'capabilities.drop': !listAt(capabilities, 'drop').includes('ALL'),
    'capabilities.add': listAt(capabilities, 'add').some((added) => added !== 'NET_BIND_SERVICE'),
    runAsNonRoot: (own['runAsNonRoot'] ?? shared['runAsNonRoot']) !== true,
    runAsUser: own['runAsUser'] === 0,
    seccompProfile: !PROFILES.includes(profile?.type),
    readOnlyRootFilesystem: own['readOnlyRootFilesystem'] !== true,
    seLinuxOptions: !SELINUX_TYPES.includes(selinux['type']) || Boolean(selinux['user'] ?? selinux['role']),
    windowsOptions: fieldsAt(own, 'windowsOptions')['hostProcess'] === true,
  };
  const context = Object.keys(broken)
    .filter((field) => broken[field] === true)
    .map((field) => ({
      path: [...path, 'securityContext', ...field.split('.')],
      what: `leaves the container ${name} with a \`securityContext.${field}\` that is not restricted`,
    }));
  const ports = listAt(fields, 'ports').some((port) => Boolean(fieldsAt(port)['hostPort']))
    ? [{ path: [...path, 'ports'], what: `opens a port of the node for the container ${name}` }]
    : [];
  return [...context, ...ports];
}
