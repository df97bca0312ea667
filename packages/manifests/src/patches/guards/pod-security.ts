import type { KubernetesObject } from '@goldenpath/kustomize';
import {
  containersOf,
  type Fields,
  fieldsAt,
  type FoundContainer,
  listAt,
  type PodTemplate,
  podTemplateOf,
} from './pod';
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

/** The AppArmor profiles of the standard. */
const APPARMOR_TYPES: readonly unknown[] = [undefined, 'RuntimeDefault', 'Localhost'];
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

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

function podViolations({ path, spec, annotations }: PodTemplate): Breach[] {
  const at = (...fields: (string | number)[]) => [...path, 'spec', ...fields];
  const host = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace']
    .filter((field) => spec[field] === true)
    .map((field) => ({ path: at(field), what: `sets \`${field}\`` }));
  // Without the field, the service account decides.
  const token =
    spec['automountServiceAccountToken'] === false
      ? []
      : [{ path: at('automountServiceAccountToken'), what: 'does not set `automountServiceAccountToken` to false' }];
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
  return [
    ...host,
    ...token,
    ...volumes,
    ...tokens,
    ...sysctls,
    ...user,
    ...podContext(security, at),
    ...unconfined(path, annotations),
  ];
}

/** What the standard refuses in the pod, even if each container has another value. */
function podContext(security: Fields, at: (...fields: string[]) => Breach['path']): Breach[] {
  const profile = fieldsAt(security, 'seccompProfile')['type'];
  const broken: Readonly<Record<string, boolean>> = {
    runAsNonRoot: security['runAsNonRoot'] === false,
    seccompProfile: profile !== undefined && !PROFILES.includes(profile),
    ...sharedFields(security),
  };
  return Object.keys(broken)
    .filter((field) => broken[field] === true)
    .map((field) => ({
      path: at('securityContext', field),
      what: `gives the pods a \`securityContext.${field}\` that is not restricted`,
    }));
}

/** What the standard checks alike in pods and containers. */
function sharedFields(security: Fields): Readonly<Record<string, boolean>> {
  const selinux = fieldsAt(security, 'seLinuxOptions');
  return {
    appArmorProfile: !APPARMOR_TYPES.includes(fieldsAt(security, 'appArmorProfile')['type']),
    seLinuxOptions: !SELINUX_TYPES.includes(selinux['type']) || Boolean(selinux['user'] ?? selinux['role']),
    windowsOptions: fieldsAt(security, 'windowsOptions')['hostProcess'] === true,
  };
}

/** The form in which Kubernetes had AppArmor before it was a field. */
function unconfined(path: PodTemplate['path'], annotations: Fields): Breach[] {
  return Object.entries(annotations)
    .filter(([name, value]) => name.startsWith(APPARMOR) && !/^(runtime\/default|localhost\/.*)?$/.test(String(value)))
    .map(([name]) => ({ path: [...path, 'metadata', 'annotations', name], what: `sets the annotation \`${name}\`` }));
}

function containerViolations(pod: PodTemplate, { name, path, fields }: FoundContainer): Breach[] {
  const own = fieldsAt(fields, 'securityContext');
  const shared = fieldsAt(pod.spec, 'securityContext');
  const profile = (own['seccompProfile'] ?? shared['seccompProfile']) as { readonly type?: unknown } | undefined;
  const capabilities = fieldsAt(own, 'capabilities');
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
    ...sharedFields(own),
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
  return [...context, ...ports, ...probedHosts(path, name, fields)];
}

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

/** The kubelet asks, from the network of the node. */
function probedHosts(path: FoundContainer['path'], name: string, fields: Fields): Breach[] {
  const handlers = [
    ...PROBES.map((probe) => ({ at: [probe], handler: fieldsAt(fields, probe) })),
    ...['postStart', 'preStop'].map((hook) => ({
      at: ['lifecycle', hook],
      handler: fieldsAt(fields, 'lifecycle', hook),
    })),
  ];
  return handlers.flatMap(({ at, handler }) =>
    ['httpGet', 'tcpSocket']
      .filter((way) => Boolean(fieldsAt(handler, way)['host']))
      .map((way) => ({
        path: [...path, ...at, way, 'host'],
        what: `lets the kubelet call another host for the container ${name}`,
      })),
  );
}
