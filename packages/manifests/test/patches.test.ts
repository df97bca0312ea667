import { checkPatches, renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { backend, stateful, stateless } from '@goldenpath/testing/facts/cluster';
import { check, factsOf, merge, operations, pods, RESTRICTED, service } from './support/patches';

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

test('the guard volume-access keeps the claim of a shared volume, and lets further containers mount it', () => {
  const sharedStorage = { claimName: 'web-shared', size: '1Gi', mountPath: '/shared', storageClass: 'efs' };
  const found = (patch: object) =>
    checkPatches('web', backend('web', 'prod', { ...factsOf(patch), sharedStorage }), builtInRegistry);
  const volume = operations('PersistentVolumeClaim', { op: 'add', path: '/spec/volumeName', value: 'of-another-team' });
  expect(found(volume)).toMatchObject([
    { message: expect.stringContaining('sets `volumeName` of a claim') as string, path: ['patch', 0] },
  ]);
  const again = { name: 'again', persistentVolumeClaim: { claimName: 'web-shared' } };
  expect(found(pods({ volumes: [again] }))).toEqual([]);
});

test('fields in another order change nothing', () => {
  const facts = {
    observability: {
      metrics: {
        by: 'service-monitor',
        path: '/metrics',
        port: 8080,
        service: { name: 'web', portName: 'http' },
        hasOtherServices: false,
      } as const,
    },
  };
  const objects = renderApp('web', backend('web', 'prod', facts), builtInRegistry);
  const kinds = ['Service', 'Ingress', 'ExternalSecret', 'ServiceMonitor'];
  expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
  const patches = objects
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, spec }) => operations(kind, { op: 'replace', path: '/spec', value: reversed(spec) }));
  expect(checkPatches('web', backend('web', 'prod', { ...facts, ...factsOf(...patches) }), builtInRegistry)).toEqual(
    [],
  );
});

/** A copy whose fields are in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toReversed();
  return Object.fromEntries(fields.map(([name, field]) => [name, reversed(field)]));
}

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
