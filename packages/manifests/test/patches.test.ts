import { checkPatches, renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { backend, stateful, stateless } from '@goldenpath/testing/facts/cluster';

const factsOf = (...contents: object[]) => ({
  handPatches: {
    patches: contents.map((content, index) => ({ file: `patches/${index}.yaml`, content: JSON.stringify(content) })),
  },
});
const check = (content: object, options = {}) =>
  checkPatches('web', backend('web', 'prod', factsOf(content)), builtInRegistry, options);

const merge = (kind: string, name: string, fields: object, apiVersion = 'apps/v1') => {
  const { metadata = {}, ...rest } = fields as { metadata?: object };
  return { apiVersion, kind, metadata: { name, ...metadata }, ...rest };
};
const pods = (spec: object) => merge('Deployment', 'web', { spec: { template: { spec } } });
const container = (fields: object) => pods({ containers: [{ name: 'web', ...fields }] });
const operations = (kind: string, ...patch: object[]) => ({ target: { kind }, patch });
const ingress = (spec: object) => merge('Ingress', 'web', { spec }, 'networking.k8s.io/v1');
const service = (spec: object) => merge('Service', 'web', { spec }, 'v1');

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

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

test('an annotation for Argo CD exposes nothing', () => {
  const annotations = { 'argocd.argoproj.io/sync-wave': '1' };
  expect(check(merge('Ingress', 'web', { metadata: { annotations } }, 'networking.k8s.io/v1'))).toEqual([]);
});

test('the guard selectors keeps the Service of a StatefulSet', () => {
  const patch = merge('StatefulSet', 'web', { spec: { serviceName: 'other' } });
  const [finding] = checkPatches('web', stateful('web', 'prod', factsOf(patch)), builtInRegistry, {});
  expect(finding?.message).toContain('changes `spec.serviceName`');
});

test('the guard volume-access keeps what the volume of a StatefulSet begins with', () => {
  const dataSource = { kind: 'PersistentVolumeClaim', name: 'data-other-0' };
  const patch = operations('StatefulSet', {
    op: 'add',
    path: '/spec/volumeClaimTemplates/0/spec/dataSource',
    value: dataSource,
  });
  const found = checkPatches('web', stateful('web', 'prod', factsOf(patch)), builtInRegistry, {});
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('sets `dataSource` of a claim')]);
});

test('the guard selectors keeps the target of an autoscaler', () => {
  const target = { kind: 'Deployment', name: 'web' } as const;
  const patch = operations('HorizontalPodAutoscaler', {
    op: 'replace',
    path: '/spec/scaleTargetRef/name',
    value: 'other',
  });
  const facts = { ...factsOf(patch), autoscaling: { target, minReplicas: 2, maxReplicas: 4, targetCpuPercent: 70 } };
  const [finding] = checkPatches('web', backend('web', 'prod', facts), builtInRegistry, {});
  expect(finding?.message).toContain('changes `spec.scaleTargetRef`');
});

test('and that of a ScaledObject of KEDA', () => {
  const target = { kind: 'Deployment', name: 'web' } as const;
  const patch = operations('ScaledObject', { op: 'replace', path: '/spec/scaleTargetRef/name', value: 'other' });
  const queue = { url: 'https://sqs.example/1/web', region: 'eu-west-2', targetLength: 5, scaleToZero: false };
  const facts = { ...factsOf(patch), autoscaling: { target, minReplicas: 2, maxReplicas: 4, queue } };
  const [finding] = checkPatches('web', backend('web', 'prod', facts), builtInRegistry, {});
  expect(finding?.message).toContain('changes `spec.scaleTargetRef`');
  const pause = operations('ScaledObject', {
    op: 'add',
    path: '/metadata/annotations/autoscaling.keda.sh~1paused',
    value: 'true',
  });
  const paused = { ...facts, ...factsOf(pause) };
  expect(checkPatches('web', backend('web', 'prod', paused), builtInRegistry, {})).toEqual([]);
});

test('the guard privileges keeps the permissions with which KEDA asks', () => {
  const target = { kind: 'Deployment', name: 'web' } as const;
  const queue = { url: 'https://sqs.example/1/web', region: 'eu-west-2', targetLength: 5, scaleToZero: false };
  const scaled = { autoscaling: { target, minReplicas: 2, maxReplicas: 4, queue } };
  const messages = (patch: object, facts: object = scaled) =>
    checkPatches('web', backend('web', 'prod', { ...factsOf(patch), ...facts }), builtInRegistry, {}).map(
      ({ message }) => message,
    );
  const trigger = { type: 'metrics-api', metadata: { url: 'http://other' } };
  const withTrigger = (more: object) =>
    operations('ScaledObject', { op: 'add', path: '/spec/triggers/-', value: { ...trigger, ...more } });
  expect(messages(withTrigger({ authenticationRef: { name: 'root', kind: 'ClusterTriggerAuthentication' } }))).toEqual([
    expect.stringContaining('gives a trigger another `authenticationRef`, in ScaledObject web'),
  ]);
  expect(messages(withTrigger({ authenticationRef: { name: 'web' } }))).toEqual([]);
  const secretTargetRef = [{ name: 'other-db-creds', key: 'DB_PASS', parameter: 'password' }];
  expect(
    messages(operations('TriggerAuthentication', { op: 'add', path: '/spec/secretTargetRef', value: secretTargetRef })),
  ).toEqual([expect.stringContaining('changes the TriggerAuthentication')]);
});

test('guards keep what Prometheus sends to the pods, and which namespaces it looks in', () => {
  const metrics = {
    by: 'service-monitor',
    path: '/metrics',
    port: 8080,
    service: { name: 'web', portName: 'http' },
    hasOtherServices: false,
  } as const;
  const messages = (path: string, value: unknown) => {
    const patch = operations('ServiceMonitor', { op: 'add', path: `/spec/${path}`, value });
    const facts = { ...factsOf(patch), observability: { metrics } };
    return checkPatches('web', backend('web', 'prod', facts), builtInRegistry, {}).map(({ message }) => message);
  };
  expect(messages('endpoints/0/basicAuth', { password: { name: 'other', key: 'PASS' } })).toEqual([
    expect.stringContaining('sets `basicAuth` of the ServiceMonitor, in ServiceMonitor web'),
  ]);
  expect(messages('namespaceSelector', { any: true })).toEqual([
    expect.stringContaining('changes `spec.namespaceSelector`'),
  ]);
  expect(messages('endpoints/0/interval', '15s')).toEqual([]);
});

test('the guard exposure keeps the hosts and the backends of an HTTPRoute', () => {
  const facts = stateless('web', 'prod');
  const exposure = { type: 'gateway', name: 'public', namespace: 'gateways' } as const;
  const messages = (...patch: object[]) =>
    checkPatches(
      'web',
      { ...facts, route: { ...facts.route!, exposure }, ...factsOf(operations('HTTPRoute', ...patch)) },
      builtInRegistry,
      {},
    ).map(({ message }) => message);
  const backends = '/spec/rules/0/backendRefs';
  expect(messages({ op: 'remove', path: '/spec/hostnames' })).toEqual([expect.stringContaining('adds the host *')]);
  expect(messages({ op: 'add', path: `${backends}/-`, value: { name: 'web', namespace: 'b', port: 80 } })).toEqual([
    expect.stringContaining('leads to b/web, which is not of the application'),
  ]);
  const imported = { group: 'multicluster.x-k8s.io', kind: 'ServiceImport', name: 'web', port: 80 };
  expect(messages({ op: 'add', path: `${backends}/-`, value: imported })).toEqual([
    expect.stringContaining('leads to ServiceImport/web, which is not of the application'),
  ]);
  const mirror = { type: 'RequestMirror', requestMirror: { backendRef: { name: 'other', port: 80 } } };
  expect(messages({ op: 'add', path: '/spec/rules/0/filters', value: [mirror] })).toEqual([
    expect.stringContaining('leads to other, which is not of the application'),
  ]);
  expect(messages({ op: 'add', path: `${backends}/-`, value: { name: 'web', port: 8080 } })).toEqual([]);
});

test('the guard exposure keeps what a Middleware does', () => {
  const facts = stateless('web', 'prod');
  const exposure = { type: 'ingress', className: 'traefik', controller: 'traefik' } as const;
  const route = { ...facts.route!, exposure, paths: ['/api'], stripPrefix: true } as const;
  const patch = operations('Middleware', { op: 'add', path: '/spec/headers', value: { customRequestHeaders: {} } });
  const [finding] = checkPatches('web', { ...facts, route, ...factsOf(patch) }, builtInRegistry, {});
  expect(finding?.message).toContain('changes `spec.headers` of the Middleware');
});

test('a container that a patch adds passes the same guards', () => {
  const sidecar = { name: 'proxy', image: 'envoy:1.30' };
  const wrong = check(pods({ containers: [sidecar] })).map(
    ({ message }) => /`securityContext\.(\S+)`/.exec(message)?.[1],
  );
  expect(wrong).toEqual(['allowPrivilegeEscalation', 'capabilities.drop', 'readOnlyRootFilesystem']);
  expect(check(pods({ containers: [{ ...sidecar, securityContext: RESTRICTED }] }))).toEqual([]);
});

test('a sidecar cannot pin an image of the application, and can have the one that is released', () => {
  const facts = backend('web', 'prod');
  const [deployment] = renderApp('web', facts, builtInRegistry);
  const image = JSON.stringify(deployment).match(/"image":"([^"]+)"/)?.[1] ?? '';
  const sidecar = (reference: string) =>
    pods({ containers: [{ name: 'x', image: reference, securityContext: RESTRICTED }] });
  expect(check(sidecar(image.replace(/:[^:/]*$/, ':prod-7654321')))).toMatchObject([
    { message: expect.stringContaining('pins an image of the application') as string },
  ]);
  expect(check(sidecar('web'))).toEqual([]);
  const released = renderApp('web', { ...facts, ...factsOf(sidecar('web')) }, builtInRegistry, { newTag: 'prod-1' });
  expect(JSON.stringify(released).match(/"image":"[^"]+:prod-1"/g)).toHaveLength(2);
});

test('a patch that is refused is left out, and the next one is checked', () => {
  const facts = stateless(
    'web',
    'prod',
    factsOf(pods({ hostPID: true }), pods({ hostPID: true }), service({ tpye: 'x' })),
  );
  const found = checkPatches('web', facts, builtInRegistry);
  expect(found.map(({ file }) => file)).toEqual(['patches/0.yaml', 'patches/1.yaml']);
});

test('in a preview, a patch of an object that is not there changes nothing', () => {
  const facts = stateless('web', 'prod', factsOf(operations('ExternalSecret', { op: 'remove', path: '/spec' })));
  expect(checkPatches('web', facts, builtInRegistry)).toHaveLength(1);
  expect(checkPatches('web', facts, builtInRegistry, { isPreview: true })).toEqual([]);
  expect(renderApp('web', facts, builtInRegistry)).toEqual(renderApp('web', stateless('web', 'prod'), builtInRegistry));
});
