import { appManifests, renderApp } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { app, backend, stateful, stateless } from '@goldenpath/testing/facts/cluster';
import { byIdentity, kubectlKustomize } from '@goldenpath/testing/kustomize';

const RELEASED = { newTag: 'prod-1a2b3c4' };

const merge = (kind: string, name: string, fields: object, apiVersion = 'apps/v1') => {
  const { metadata = {}, ...rest } = fields as { metadata?: object };
  return { apiVersion, kind, metadata: { name, ...metadata }, ...rest };
};
const pods = (name: string, spec: object, kind = 'Deployment') => merge(kind, name, { spec: { template: { spec } } });
const container = (name: string, fields: object) => pods(name, { containers: [{ name, ...fields }] });
const operations = (kind: string, name: string | undefined, ...patch: object[]) => ({
  target: { kind, ...(name !== undefined && { name }) },
  patch,
});

/** What the files beside the spec say, by what they show. */
const PATCHES: Readonly<Record<string, readonly object[]>> = {
  'the number of pods, which an overlay sets after patches': [merge('Deployment', 'web', { spec: { replicas: 7 } })],
  'a sidecar and an init container, one of them with the released image': [
    pods('web', {
      initContainers: [{ name: 'wait', image: 'web', command: ['wait'], env: [{ name: 'A', value: 'b' }] }],
      containers: [{ name: 'proxy', image: 'envoy:1.30', ports: [{ containerPort: 9901, protocol: 'TCP' }] }],
      volumes: [{ name: 'cache', emptyDir: { sizeLimit: '1Gi' } }],
    }),
  ],
  'a port beside another one': [
    container('web', { ports: [{ name: 'admin', containerPort: 9000, protocol: 'TCP' }] }),
    merge(
      'Service',
      'web',
      { spec: { ports: [{ name: 'admin', port: 81, targetPort: 'admin', protocol: 'TCP' }] } },
      'v1',
    ),
  ],
  'lists that are replaced': [
    container('web', { args: ['--flag', ' # no comment', 'yes'], command: ['run'] }),
    pods('web', { tolerations: [{ key: 'spot', operator: 'Exists' }] }),
  ],
  'a list that is replaced although it is merged': [
    container('web', { volumeMounts: [{ $patch: 'replace' }, { name: 'tmp', mountPath: '/tmp' }] }),
  ],
  'fields that are deleted, and an element': [
    container('web', { lifecycle: null, volumeMounts: [{ mountPath: '/tmp', $patch: 'delete' }] }),
    pods('web', { volumes: [{ name: 'tmp', $patch: 'delete' }], enableServiceLinks: null }),
  ],
  'a mapping that is replaced': [
    merge('Deployment', 'web', { spec: { strategy: { $patch: 'replace', type: 'Recreate' } } }),
  ],
  operations: [
    operations(
      'Deployment',
      'web',
      { op: 'test', path: '/spec/template/spec/containers/0/name', value: 'web' },
      { op: 'add', path: '/metadata/annotations', value: { 'example.org/a~b': 'c' } },
      { op: 'add', path: '/metadata/annotations/example.org~1x', value: '010' },
      { op: 'copy', from: '/metadata/annotations/example.org~1a~0b', path: '/metadata/annotations/d' },
      { op: 'move', from: '/metadata/annotations/d', path: '/metadata/annotations/e' },
      { op: 'replace', path: '/spec/template/spec/terminationGracePeriodSeconds', value: 120 },
      { op: 'remove', path: '/spec/template/spec/containers/0/lifecycle' },
    ),
  ],
  'every object of a kind': [
    operations('ConfigMap', undefined, { op: 'add', path: '/data/EXTRA', value: 'true' }),
    { target: { kind: 'Service' }, patch: { metadata: { annotations: { 'example.org/tier': 'front' } } } },
  ],
  'one after another': [
    merge('Deployment', 'web', { metadata: { annotations: { 'example.org/step': 'one' } } }),
    operations('Deployment', 'web', { op: 'replace', path: '/metadata/annotations/example.org~1step', value: 'two' }),
  ],
};

const factsOf = (contents: readonly object[]) => ({
  handPatches: {
    patches: contents.map((content, index) => ({
      file: index === 0 ? 'patches/all.yaml' : `patches/prod/${index}.yaml`,
      content: JSON.stringify(content),
    })),
  },
});

/** The overlays of all fleets in one run of kustomize, because each run takes a while. */
test('kustomize builds exactly what patches make of the objects here', () => {
  const shapes = { stateless, backend } as const;
  const apps = Object.values(PATCHES).flatMap((contents, index) =>
    Object.entries(shapes).map(([shape, facts]) => ({
      root: `${shape}-${index}`,
      facts: facts('web', 'prod', { namespace: `${shape}-${index}`, ...factsOf(contents) }),
    })),
  );
  const files = apps.flatMap(({ root, facts }) =>
    appManifests(app('web', [facts]), builtInRegistry, { prod: RELEASED }).map((file) => ({
      ...file,
      path: `${root}/${file.path}`,
    })),
  );
  const folders = apps.map(({ root }) => `${root}/${app('web', []).manifestsPath}/overlays/prod`);
  const expected = apps.flatMap(({ facts }) => renderApp('web', facts, builtInRegistry, RELEASED));
  expect(byIdentity(kubectlKustomize(files, folders))).toEqual(byIdentity(expected));
});

test('and of a StatefulSet', () => {
  const contents = [
    pods('cache', { priorityClassName: 'high' }, 'StatefulSet'),
    operations('StatefulSet', 'cache', { op: 'replace', path: '/spec/replicas', value: 5 }),
  ];
  const facts = stateful('cache', 'prod', factsOf(contents));
  const files = appManifests(app('cache', [facts]), builtInRegistry);
  const built = kubectlKustomize(files, [`${app('cache', []).manifestsPath}/overlays/prod`]);
  expect(byIdentity(built)).toEqual(byIdentity(renderApp('cache', facts, builtInRegistry)));
  expect(built.find(({ kind }) => kind === 'StatefulSet')?.['spec']).toHaveProperty('replicas', 5);
});
