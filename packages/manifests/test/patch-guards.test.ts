import { check, container, ingress, merge, operations, pods, service } from './support/patches';

test.each<[guard: string, patch: object, path: (string | number)[]]>([
  ['pod-security', pods({ hostNetwork: true }), ['spec', 'template', 'spec', 'hostNetwork']],
  [
    'pod-security',
    pods({ automountServiceAccountToken: true }),
    ['spec', 'template', 'spec', 'automountServiceAccountToken'],
  ],
  [
    'pod-security',
    pods({ volumes: [{ name: 'host', hostPath: { path: '/' } }] }),
    ['spec', 'template', 'spec', 'volumes', 0],
  ],
  [
    'pod-security',
    container({ securityContext: { privileged: true } }),
    ['spec', 'template', 'spec', 'containers', 0, 'securityContext', 'privileged'],
  ],
  [
    'pod-security',
    container({ securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }),
    ['spec', 'template', 'spec', 'containers', 0, 'securityContext', 'capabilities', 'add'],
  ],
  [
    'pod-security',
    operations('Deployment', {
      op: 'replace',
      path: '/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem',
      value: false,
    }),
    ['patch', 0],
  ],
  [
    'pod-security',
    container({ ports: [{ containerPort: 1, hostPort: 1, protocol: 'TCP' }] }),
    ['spec', 'template', 'spec', 'containers', 0, 'ports'],
  ],
  ['image', container({ image: 'evil:1' }), ['spec', 'template', 'spec', 'containers', 0, 'image']],
  ['selectors', merge('Deployment', 'web', { metadata: { labels: { app: 'other' } } }), ['metadata', 'labels', 'app']],
  ['selectors', service({ selector: { app: 'other' } }), ['spec', 'selector']],
  ['privileges', pods({ serviceAccountName: 'admin' }), ['spec', 'template', 'spec', 'serviceAccountName']],
  ['exposure', service({ type: 'LoadBalancer' }), ['spec', 'type']],
  [
    'exposure',
    operations('Ingress', { op: 'replace', path: '/spec/rules/0/host', value: 'other.example.com' }),
    ['patch', 0],
  ],
  [
    'secret-access',
    container({ envFrom: [{ secretRef: { name: 'of-another-team' } }] }),
    ['spec', 'template', 'spec', 'containers', 0, 'envFrom'],
  ],
  [
    'secret-access',
    operations('ExternalSecret', {
      op: 'replace',
      path: '/spec/data/0/remoteRef/key',
      value: 'goldenpath/prod/other/postgres',
    }),
    ['patch', 0],
  ],
  [
    'pod-security',
    pods({ automountServiceAccountToken: null }),
    ['spec', 'template', 'spec', 'automountServiceAccountToken'],
  ],
  [
    'pod-security',
    pods({ securityContext: { appArmorProfile: { type: 'Unconfined' } } }),
    ['spec', 'template', 'spec', 'securityContext', 'appArmorProfile'],
  ],
  [
    'pod-security',
    container({ securityContext: { appArmorProfile: { type: 'Unconfined' } } }),
    ['spec', 'template', 'spec', 'containers', 0, 'securityContext', 'appArmorProfile'],
  ],
  [
    'pod-security',
    merge('Deployment', 'web', {
      spec: {
        template: { metadata: { annotations: { 'container.apparmor.security.beta.kubernetes.io/web': 'unconfined' } } },
      },
    }),
    ['spec', 'template', 'metadata', 'annotations', 'container.apparmor.security.beta.kubernetes.io/web'],
  ],
  [
    'pod-security',
    container({ livenessProbe: { httpGet: { host: '169.254.169.254' } } }),
    ['spec', 'template', 'spec', 'containers', 0, 'livenessProbe', 'httpGet', 'host'],
  ],
  [
    'pod-security',
    pods({ securityContext: { windowsOptions: { hostProcess: true } } }),
    ['spec', 'template', 'spec', 'securityContext', 'windowsOptions'],
  ],
  [
    'pod-security',
    container({ securityContext: { seLinuxOptions: { type: 'spc_t' } } }),
    ['spec', 'template', 'spec', 'containers', 0, 'securityContext', 'seLinuxOptions'],
  ],
  [
    'pod-security',
    pods({ securityContext: { seLinuxOptions: { user: 'system_u' } } }),
    ['spec', 'template', 'spec', 'securityContext', 'seLinuxOptions'],
  ],
  [
    'pod-security',
    container({ lifecycle: { postStart: { tcpSocket: { host: '10.0.0.1', port: 80 } } } }),
    ['spec', 'template', 'spec', 'containers', 0, 'lifecycle', 'postStart', 'tcpSocket', 'host'],
  ],
  ['privileges', pods({ serviceAccount: 'admin' }), ['spec', 'template', 'spec', 'serviceAccount']],
  [
    'privileges',
    pods({ priorityClassName: 'system-node-critical' }),
    ['spec', 'template', 'spec', 'priorityClassName'],
  ],
  ['privileges', pods({ nodeName: 'control-plane' }), ['spec', 'template', 'spec', 'nodeName']],
  [
    'exposure',
    ingress({ defaultBackend: { service: { name: 'web', port: { number: 80 } } } }),
    ['spec', 'defaultBackend'],
  ],
  [
    'exposure',
    operations('Ingress', { op: 'replace', path: '/spec/rules/0/http/paths/0/backend/service/name', value: 'other' }),
    ['patch', 0],
  ],
  [
    'exposure',
    operations('Ingress', {
      op: 'replace',
      path: '/spec/rules/0/http/paths/0/backend',
      value: { resource: { apiGroup: 'k8s.example.com', kind: 'StorageBucket', name: 'web' } },
    }),
    ['patch', 0],
  ],
  ['exposure', ingress({ ingressClassName: 'public' }), ['spec', 'ingressClassName']],
  [
    'exposure',
    operations('Ingress', { op: 'add', path: '/metadata/annotations/kubernetes.io~1ingress.class', value: 'public' }),
    ['patch', 0],
  ],
  [
    'exposure',
    merge(
      'Service',
      'web',
      { metadata: { annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'other.example.com' } } },
      'v1',
    ),
    ['metadata', 'annotations', 'external-dns.alpha.kubernetes.io/hostname'],
  ],
  [
    'secret-access',
    operations('Ingress', { op: 'add', path: '/spec/tls', value: [{ secretName: 'of-another-team' }] }),
    ['patch', 0],
  ],
  [
    'secret-access',
    pods({
      volumes: [
        { name: 'x', csi: { driver: 'secrets-store.csi.k8s.io', volumeAttributes: { secretProviderClass: 'other' } } },
      ],
    }),
    ['spec', 'template', 'spec', 'volumes', 0],
  ],
  [
    'secret-access',
    pods({ volumes: [{ name: 'x', csi: { driver: 'x', nodePublishSecretRef: { name: 'other' } } }] }),
    ['spec', 'template', 'spec', 'volumes', 0],
  ],
  [
    'volume-access',
    pods({ volumes: [{ name: 'x', persistentVolumeClaim: { claimName: 'data-other-0' } }] }),
    ['spec', 'template', 'spec', 'volumes'],
  ],
  [
    'volume-access',
    pods({
      volumes: [
        {
          name: 'x',
          ephemeral: {
            volumeClaimTemplate: { spec: { dataSource: { kind: 'PersistentVolumeClaim', name: 'other' } } },
          },
        },
      ],
    }),
    ['spec', 'template', 'spec', 'volumes', 0],
  ],
])('the guard %s refuses %j', (guard, patch, path) => {
  const [finding, ...others] = check(patch).filter(({ message }) => message.includes(`\`${guard}\``));
  expect(finding).toMatchObject({ file: 'patches/0.yaml', path });
  expect(others).toEqual([]);
  expect(finding?.message).toMatch(/^The patch .* in \w+ web\S* in prod\. The guard `\S+` refuses that\.$/);
  expect(check(patch, { isLifted: (name: string) => name === guard })).not.toContainEqual(finding);
});

test.each([
  ['runAsNonRoot', false],
  ['seccompProfile', { type: 'Unconfined' }],
])('pods with another %s are refused, and their containers without one of their own', (field, value) => {
  const found = check(pods({ securityContext: { [field]: value } }));
  expect(found.map(({ message }) => /^The patch (.*) that is not/.exec(message)?.[1])).toEqual([
    `gives the pods a \`securityContext.${field}\``,
    `leaves the container web with a \`securityContext.${field}\``,
  ]);
});
